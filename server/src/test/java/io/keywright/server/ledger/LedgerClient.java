package io.keywright.server.ledger;

import io.keywright.ledger.cosignature.LogKeys;
import io.keywright.ledger.merkle.CorruptLogException;
import io.keywright.ledger.merkle.Hash;
import io.keywright.ledger.merkle.TileAddress;
import io.keywright.ledger.merkle.TileSource;
import io.keywright.ledger.note.Checkpoint;
import io.keywright.ledger.note.SignedNote;
import io.keywright.server.harness.Kms;
import io.keywright.server.harness.Reply;
import java.util.List;

/** Reads a ledger over the wire, as a monitor does. */
record LedgerClient(Kms kms) implements TileSource {

    LogKeys keys() {
        return LogKeys.parse(kms.get("/ledger/keys").expect(200).text());
    }

    SignedNote note() {
        return SignedNote.parse(kms.get("/ledger/checkpoint").expect(200).body());
    }

    Checkpoint head() {
        return Checkpoint.parse(note().text());
    }

    SignedNote witnessed() {
        return SignedNote.parse(
                kms.get("/ledger/checkpoint?witnessed=true").expect(200).body());
    }

    List<Hash> consistency(long from, long to) {
        return kms.get("/ledger/consistency?from=" + from + "&to=" + to)
                .expect(200)
                .text()
                .lines()
                .map(Hash::parse)
                .toList();
    }

    Reply tile(String path) {
        return kms.get("/ledger/tile/" + path);
    }

    /** Asks for a tile by its path on the wire. */
    @Override
    public byte[] hashes(int level, long index, int width) {
        Reply reply = kms.get("/ledger/" + new TileAddress(level, index, width).path());
        if (reply.status() != 200) {
            throw new CorruptLogException(reply.text());
        }
        return reply.body();
    }
}
