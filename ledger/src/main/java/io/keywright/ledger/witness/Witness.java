package io.keywright.ledger.witness;

import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.merkle.ConsistencyProof;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.Hashing;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.NoteKey;
import io.keywright.ledger.note.NoteSignature;
import io.keywright.ledger.note.SignatureCheck;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.witness.Ruling.Cosigned;
import io.keywright.ledger.witness.Ruling.OtherSize;
import io.keywright.ledger.witness.Ruling.Reason;
import io.keywright.ledger.witness.Ruling.Refused;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A witness of logs (C2SP tlog-witness). Of each log that it knows it cosigns only checkpoints that continue those that it
 * cosigned before, so that no log can show two faces, forget its end or rewrite its past unnoticed. Thread-safe.
 */
public final class Witness {

    private static final Hash EMPTY = new Hashing().empty();

    private final List<Cosigner> cosigners;
    private final Map<String, List<NoteKey>> logs;
    private final WitnessMemory memory;
    private final Clock clock;

    /**
     * A witness.
     *
     * @param cosigners its keys, at least one
     * @param logKeys of the logs that it knows, each named like the log's origin
     */
    public Witness(List<Cosigner> cosigners, List<? extends NoteKey> logKeys, WitnessMemory memory, Clock clock) {
        this.cosigners = List.copyOf(cosigners);
        this.logs = logKeys.stream().collect(Collectors.groupingBy(NoteKey::name, Collectors.toUnmodifiableList()));
        this.memory = memory;
        this.clock = clock;
    }

    /**
     * Rules on a request, and cosigns if all is right: then the checkpoint is durable before this returns.
     *
     * @param request the bytes of an {@link AddCheckpoint}
     * @throws IOException if the memory fails; nothing is cosigned
     */
    public synchronized Ruling add(byte[] request) throws IOException {
        AddCheckpoint add;
        Checkpoint checkpoint;
        try {
            add = AddCheckpoint.parse(request);
            checkpoint = Checkpoint.parseExtended(add.checkpoint().text());
        } catch (IllegalArgumentException e) {
            return new Refused(Reason.MALFORMED, String.valueOf(e.getMessage()));
        }
        List<NoteKey> keys = logs.get(checkpoint.origin());
        if (keys == null) {
            return new Refused(Reason.UNKNOWN_LOG, "this witness does not know the log");
        }
        return isSigned(add.checkpoint(), keys)
                ? rule(add, checkpoint, keys)
                : new Refused(Reason.NOT_SIGNED, "no key of the log signed the checkpoint, or a signature is wrong");
    }

    private static boolean isSigned(SignedNote note, List<NoteKey> keys) {
        List<SignatureCheck> checks = keys.stream().map(note::check).toList();
        return checks.contains(SignatureCheck.VALID) && !checks.contains(SignatureCheck.WRONG);
    }

    private Ruling rule(AddCheckpoint add, Checkpoint checkpoint, List<NoteKey> keys) throws IOException {
        if (add.oldSize() > checkpoint.size()) {
            return new Refused(Reason.MALFORMED, "the old size is larger than the checkpoint's");
        }
        Optional<Checkpoint> before =
                memory.newest(checkpoint.origin()).map(note -> Checkpoint.parseExtended(note.text()));
        long sizeBefore = before.map(Checkpoint::size).orElse(0L);
        if (sizeBefore != add.oldSize()) {
            return new OtherSize(sizeBefore);
        }
        ConsistencyProof proof = new ConsistencyProof(sizeBefore, checkpoint.size(), add.path());
        return proof.verify(before.map(Checkpoint::root).orElse(EMPTY), checkpoint.root())
                ? cosign(checkpoint.origin(), add.checkpoint(), keys)
                : new Refused(Reason.INCONSISTENT, "the checkpoint does not continue what was cosigned before");
    }

    private Ruling cosign(String origin, SignedNote note, List<NoteKey> keys) throws IOException {
        Instant now = clock.instant();
        List<NoteSignature> cosignatures = cosigners.stream()
                .map(cosigner -> cosigner.cosign(note.text(), now))
                .toList();
        List<NoteSignature> ofLog = note.signatures().stream()
                .filter(signature -> keys.stream().anyMatch(signature::claims))
                .toList();
        memory.keep(origin, new SignedNote(note.text(), ofLog).with(cosignatures));
        return new Cosigned(cosignatures);
    }

    /** The newest checkpoint of a log with its cosignatures; empty if the log is unknown or was not cosigned yet. */
    public synchronized Optional<SignedNote> newest(String origin) throws IOException {
        return logs.containsKey(origin) ? memory.newest(origin) : Optional.empty();
    }

    /** The origins of the logs that it knows. */
    public Set<String> origins() {
        return logs.keySet();
    }
}
