package io.keywright.core.journal;

/** Is told how commits go, on the writer's thread. Must neither wait nor fail. */
public interface CommitWatch {

    /** Tells nobody. */
    CommitWatch NONE = new CommitWatch() {
        @Override
        public void committed(int changes, long nanos) {}

        @Override
        public void failed(Throwable cause) {}
    };

    /** So many changes are durable, by one commit that took so long. */
    void committed(int changes, long nanos);

    /** A commit failed; those who wait for it have been told. */
    void failed(Throwable cause);
}
