import { spawn } from "node:child_process";

export type CommandResult = { readonly ok: boolean; readonly output: string; readonly tookMs: number };

export type CommandOptions = {
  readonly limitMs: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the program runs; by default where we do. */
  readonly folder?: string;
  /** Called with each piece of output as it comes; by default output is only kept. */
  readonly onOutput?: (text: string) => void;
};

/**
 * Runs a program to its end, without a terminal, and keeps what it said. A program over its time limit is stopped
 * together with its children, and fails.
 */
export async function runCommand(command: readonly string[], options: CommandOptions): Promise<CommandResult> {
  const [program, ...parameters] = command;
  if (program === undefined) throw new Error("no program to run");
  const startedAt = performance.now();
  const pieces: string[] = [];
  const keep = (piece: string): void => {
    pieces.push(piece);
    options.onOutput?.(piece);
  };
  const exitCode = await new Promise<number>((resolve) => {
    const child = spawn(program, parameters, {
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      cwd: options.folder,
      env: { ...process.env, ...options.environment },
    });
    const overdue = setTimeout(() => {
      keep(`\nstopped: it took longer than ${options.limitMs / 1_000} s\n`);
      if (child.pid !== undefined) endGroup(child.pid);
    }, options.limitMs);
    const stopEarly = (): void => {
      if (child.pid !== undefined) endGroup(child.pid);
    };
    process.once("exit", stopEarly);
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    const finish = (code: number): void => {
      clearTimeout(overdue);
      process.off("exit", stopEarly);
      resolve(code);
    };
    child.on("error", (error) => {
      keep(`${program}: ${error.message}\n`);
      finish(127);
    });
    child.on("close", (code) => finish(code ?? 1));
  });
  return { ok: exitCode === 0, output: pieces.join(""), tookMs: performance.now() - startedAt };
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself in the meantime.
  }
}
