/** How something is sent at the program, many at once. */
export type Sending = {
  readonly seed: number;
  readonly count: number;
  /** In flight. */
  readonly atOnce: number;
  /** True when time is over. */
  isOver(): boolean;
};
