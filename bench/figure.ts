/** One measured figure; `goal` in words ("< 20", "none"), `met` null where there is none. */
export type Figure = {
  readonly value: number;
  readonly unit: string;
  readonly goal: string | null;
  readonly met: boolean | null;
};
export type Figures = Readonly<Record<string, Figure>>;
