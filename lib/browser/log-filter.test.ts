import { describe, expect, it } from "vitest";
import { ENGINE, happened, logged, voted, ADA } from "#testing/a-room";
import { aRoomPlan } from "#testing/a-room-plan";
import { filterRows, isFiltered, logRows, NO_FILTER, type LogFilter } from "./log-filter.ts";

const rows = logRows(
  [
    logged(3, voted(ADA, "engineering-lead")),
    logged(2, { type: "note_added", text: "Coffee is here", checkpoint: null }),
    logged(
      1,
      happened({ type: "item_checked", item: "displays", ok: true, sentence: "3 connected." }, { actor: ENGINE }),
    ),
  ],
  aRoomPlan(),
);

describe("the log's filter", () => {
  it.each<[Partial<LogFilter>, number[]]>([
    [{}, [3, 2, 1]],
    [{ group: "poll" }, [3]],
    [{ who: "Holdpoint" }, [1]],
    [{ text: "  coffee HERE " }, [2]],
    [{ text: "ada" }, [3, 2]],
    [{ who: "Ada Osei", group: "notes", text: "tea" }, []],
  ])("%o leaves %o", (part, left) => {
    expect(filterRows(rows, { ...NO_FILTER, ...part }).map(({ seq }) => seq)).toEqual(left);
  });

  it("is none while nothing is asked for", () => {
    expect(isFiltered(NO_FILTER)).toBe(false);
    expect(isFiltered({ ...NO_FILTER, text: "  " })).toBe(false);
    expect(isFiltered({ ...NO_FILTER, who: "Ada Osei" })).toBe(true);
  });
});
