import { describe, expect, it } from "vitest";
import type { Refusal } from "#core/outcome";
import { fieldFault, reasonFault } from "./field-fault.ts";

function refusalOf(path: string, message: string): Refusal {
  return { code: "invalid", message: `${path}: ${message}`, places: [{ path, message }] };
}

describe("what a refusal says of a field", () => {
  it.each([
    ["must lie ahead", "The time must lie ahead."],
    ["what shows it? A note, a link, or both", "What shows it? A note, a link, or both."],
    ["Product lead must be a lead; Ada is admin.", "Product lead must be a lead; Ada is admin."],
  ])("%s reads %s", (message, sentence) => {
    expect(fieldFault(refusalOf("until", message), "until", "The time")).toBe(sentence);
  });

  it("of another field is nothing of this one", () => {
    expect(fieldFault(refusalOf("until", "must lie ahead"), "reason", "The reason")).toBeNull();
    expect(fieldFault(null, "reason", "The reason")).toBeNull();
  });

  it("a reason is asked for only after it was tried without", () => {
    expect(reasonFault("", { tried: false, refusal: null })).toBeNull();
    expect(reasonFault(" a ", { tried: true, refusal: null })).toBe("Say why, in a few words.");
    expect(reasonFault("because", { tried: true, refusal: null })).toBeNull();
  });
});
