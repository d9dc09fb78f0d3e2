import { z } from "zod";
import { idText, reasonText } from "../../text.ts";
import { accept, refuse } from "../../outcome.ts";
import { type Decide } from "../deciding.ts";
import { streamAnswer } from "../task.ts";

export const answerBlockInput = z.strictObject({ stream: idText, answer: streamAnswer, reason: reasonText });

/** Which of the plan's ways is gone while a stream is blocked; `conflict` where none of its tasks is. The newest counts. */
export const decideAnswerBlock: Decide<z.infer<typeof answerBlockInput>> = (room, input, { plan }) => {
  const stream = plan.sprint?.streams.find(({ id }) => id === input.stream);
  const ways = plan.blockedStreams.some((blocked) => blocked.stream === input.stream);
  if (!stream || !ways)
    return refuse("not_found", `The plan does not say what to do when "${input.stream}" is blocked.`);
  const isBlocked = stream.tasks.some(({ id }) => room.sprint.tasks[id]?.blocked);
  if (!isBlocked) return refuse("conflict", `No task of ${stream.label} is blocked.`);
  return accept([{ type: "stream_answered", ...input }]);
};
