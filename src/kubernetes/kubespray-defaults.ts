import kubesprayFile from "../../data/kubespray.json" with { type: "json" };

/** What kubespray sets where no file says otherwise, and the releases in which that was read. */
export interface KubesprayDefault {
  readonly variable: string;
  readonly value: string;
  readonly from: string;
  readonly lastRead: string;
}

const DEFAULTS: readonly KubesprayDefault[] = kubesprayFile.defaults;

/** The default of one of kubespray's variables, where it was read. */
export function kubesprayDefault(variable: string): KubesprayDefault | undefined {
  return DEFAULTS.find((one) => one.variable === variable);
}
