import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameParts } from "./name-parts.ts";

describe("a name in a narrow place (long-name)", () => {
  it("keeps the ends of names of 60 characters that differ only there", () => {
    const stem = "payments-gateway-of-the-north-western-region-behind-the-edge";
    const [one, two] = [nameParts(`${stem}-eu-1`), nameParts(`${stem}-eu-2`)];
    expect(one.head).toBe(two.head);
    expect(one.tail).not.toBe(two.tail);
    expect(one.tail).toBe("he-edge-eu-1");
  });

  it("leaves a short name whole", () => {
    expect(nameParts("orders")).toEqual({ head: "orders", tail: "" });
  });

  it("cuts no sign in two", () => {
    const family = "\u{1F469}\u200D\u{1F469}\u200D\u{1F467}";
    expect(nameParts(family.repeat(20)).tail).toBe(family.repeat(10));
    expect(nameParts("e\u0301".repeat(40)).tail).toBe("e\u0301".repeat(12));
  });

  it("loses nothing of any name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (name) => {
        const { head, tail } = nameParts(name);
        expect(head + tail).toBe(name);
      }),
    );
  });
});
