package io.keywright.core.acme;

import io.keywright.model.acme.AcmeProblem;

/** Reads what the server of a name answers to a challenge (RFC 8555, section 8.3). Calls block, and end within seconds. */
@FunctionalInterface
public interface NameProbe {

    /** Nothing of use was answered. */
    final class Unanswered extends Exception {

        private static final long serialVersionUID = 1;

        private final transient AcmeProblem problem;

        public Unanswered(AcmeProblem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        AcmeProblem problem() {
            return problem;
        }
    }

    /**
     * What stands at {@code http://NAME/.well-known/acme-challenge/TOKEN}, of which no more is read than such an answer has.
     *
     * @throws Unanswered if nothing does, and why
     */
    String read(String name, String token) throws Unanswered, InterruptedException;
}
