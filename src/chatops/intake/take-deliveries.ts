import type { Probot } from "probot";
import type { Ledger } from "../../jobs/ledger.ts";
import type { WorkQueue } from "../../jobs/work-queue.ts";
import { readEvent } from "../read-event.ts";
import { type Assignment, semanticKey, serialKey } from "../work.ts";
import type { Delivery, Reception } from "./receive.ts";

/** Where deliveries go. */
export interface IntakePorts {
  readonly appId: number;
  readonly probot: Pick<Probot, "receive" | "log">;
  readonly queue: WorkQueue;
  readonly ledger: Ledger;
}

/**
 * Takes each delivery once: queued behind the other work of its pull request, and remembered as handled
 * when that work is done. The same comment under two ids counts as one.
 */
export function takeDeliveries(ports: IntakePorts): (delivery: Delivery) => Reception {
  return (delivery) => {
    const { id, event, payload } = delivery;
    const assignment = readEvent({ id, name: event, payload, appId: ports.appId });
    if (assignment?.installationId === undefined) return "ignored";
    const keys = [`delivery ${id}`, ...semanticKeys(assignment)];
    if (!ports.ledger.begin(keys)) return "duplicate";
    if (ports.queue.add(serialKey(assignment), () => work(delivery, keys, ports))) return "accepted";
    ports.ledger.abandon(keys);
    return "full";
  };
}

function semanticKeys(assignment: Assignment): readonly string[] {
  const key = semanticKey(assignment);
  return key === undefined ? [] : [`comment ${key}`];
}

async function work(delivery: Delivery, keys: readonly string[], ports: IntakePorts): Promise<void> {
  const { id, event: name, payload } = delivery;
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- readEvent checks every member that is used
    await ports.probot.receive({ id, name, payload } as Parameters<Probot["receive"]>[0]);
    ports.ledger.finish(keys);
  } catch {
    // Probot has logged why. Not handled: a redelivery does it again.
    ports.ledger.abandon(keys);
    ports.probot.log.warn({ delivery: id, event: name }, "not finished; GitHub can deliver it again");
  }
}
