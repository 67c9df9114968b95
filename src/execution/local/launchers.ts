import { BashLauncher } from "./bash.ts";

type Environment = Readonly<Record<string, string>>;

/** What is the same for all commands. */
export interface LaunchPlace {
  /** Absolute path of bash. */
  readonly bash: string;
  readonly workingDirectory: string;
  readonly environment: Environment;
}

/** One launcher for each environment that commands see: as a rule one, and a second for a cloud's kubeconfig. */
export class Launchers {
  private readonly place: LaunchPlace;
  private readonly launchers = new Map<string, BashLauncher>();

  constructor(place: LaunchPlace) {
    this.place = place;
  }

  /** The launcher of this environment, a new one where its last one is gone. */
  of(environment: Environment): BashLauncher {
    const key = JSON.stringify(environment);
    const known = this.launchers.get(key);
    if (known !== undefined && !known.isGone) return known;
    const { bash, workingDirectory } = this.place;
    const all = { ...this.place.environment, ...environment };
    const launcher = new BashLauncher({ program: bash, directory: workingDirectory, environment: all });
    this.launchers.set(key, launcher);
    return launcher;
  }

  close(): void {
    for (const launcher of this.launchers.values()) launcher.close();
  }
}
