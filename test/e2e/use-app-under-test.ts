import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type AppUnderTest, startAppUnderTest } from "./app-under-test.ts";

/**
 * Starts one app for all tests of a file, takes faults away before each of them, and holds every request against
 * GitHub's description after each.
 */
export function useAppUnderTest(take: (app: AppUnderTest) => void): void {
  let app: AppUnderTest | undefined;
  beforeAll(async () => {
    app = await startAppUnderTest();
    take(app);
  });
  afterAll(() => app?.close());
  beforeEach(() => app?.gitHub.faults.clear());
  afterEach(() => app?.gitHub.assertConformance());
}
