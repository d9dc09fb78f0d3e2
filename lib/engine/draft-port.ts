import type { EpochMs } from "#core/time";
import type { DraftBody, Drafts } from "#wire/draft";

/** Forms that people have begun and not submitted, of this rollout. They are nobody's word yet, so that the log has none of them. */
export type DraftStore = {
  list(checkpoint: string): Promise<Drafts["drafts"]>;
  /** Answers when it was saved, in real time. */
  save(draft: {
    readonly checkpoint: string;
    readonly account: string;
    readonly name: string;
    readonly body: DraftBody;
  }): Promise<EpochMs>;
  remove(draft: { readonly checkpoint: string; readonly account: string }): Promise<void>;
};
