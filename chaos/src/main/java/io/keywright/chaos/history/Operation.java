package io.keywright.chaos.history;

import java.util.Map;

/**
 * One request and what came of it.
 *
 * @param node which one was asked, from 0
 * @param module who asked
 * @param start when it was sent, in nanoseconds of the one clock of all callers
 * @param end when the answer was there, or was not awaited any longer
 * @param status of the answer; 0 if there is none
 * @param request what the checks want to know of it, by names of the wire
 * @param answer the same of the answer
 */
public record Operation(
        Kind kind,
        int node,
        String module,
        long start,
        long end,
        Outcome outcome,
        int status,
        Map<String, String> request,
        Map<String, String> answer) {

    /** The member of an answer that names its receipt. */
    public static final String RECEIPT = "receipt_id";

    public Operation {
        request = Map.copyOf(request);
        answer = Map.copyOf(answer);
    }

    /** Whether it was answered as done. */
    public boolean done() {
        return outcome == Outcome.DONE;
    }

    /** A member of the request, or {@code ""}. */
    public String asked(String name) {
        return request.getOrDefault(name, "");
    }

    /** A member of the answer, or {@code ""}. */
    public String answered(String name) {
        return answer.getOrDefault(name, "");
    }
}
