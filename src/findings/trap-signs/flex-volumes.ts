import type { Position } from "../../source/line-index.ts";
import type { SourceValue } from "../../source/value.ts";
import { keySpot, type TrapSign } from "../trap-sighting.ts";

const FLAG = "flex-volume-plugin-dir";

/** In a ClusterConfiguration: the controller manager is told of FlexVolume plugins, and only kubeadm mounts their directory. */
export const flexVolumeSigns: readonly TrapSign[] = [
  {
    trap: "flexvolume-kubeadm",
    spots: (configuration) => {
      const manager = configuration.get("controllerManager");
      const argument = manager === undefined ? undefined : flexVolumeArgument(manager);
      const mounts = manager?.get("extraVolumes")?.items() ?? [];
      const isMounted = mounts.some((volume) => volume.textAt("mountPath") === argument?.directory);
      return argument === undefined || isMounted ? [] : argument.spots;
    },
  },
];

/** The flag as kubeadm takes it: in a map, and from v1beta4 on in a list. */
function flexVolumeArgument(
  manager: SourceValue,
): { readonly directory: string | undefined; readonly spots: readonly Position[] } | undefined {
  const item = (manager.get("extraArgs")?.items() ?? []).find((one) => one.textAt("name") === FLAG);
  if (item !== undefined) return { directory: item.textAt("value"), spots: keySpot(item, "name") };
  const spots = keySpot(manager, "extraArgs", FLAG);
  return spots.length === 0 ? undefined : { directory: manager.textAt("extraArgs", FLAG), spots };
}
