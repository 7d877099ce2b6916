package io.keywright.server.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.keywright.ledger.cosignature.CosignatureType;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.ledger.cosignature.CosignerKey;
import io.keywright.ledger.note.SignedNote;
import io.keywright.ledger.note.VerifierKey;
import io.keywright.ledger.witness.Ruling;
import io.keywright.ledger.witness.Witness;
import io.keywright.ledger.witness.WitnessMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A witness on this machine, whose memory outlives every server. It knows no log before it is told. */
public final class WitnessSite implements AutoCloseable, WitnessMemory {

    private final HttpServer http;
    private final List<Cosigner> cosigners;
    private final Map<String, SignedNote> memory = new ConcurrentHashMap<>();
    private volatile Witness witness;
    private volatile boolean asleep;
    private volatile Optional<Long> seen = Optional.empty();

    public WitnessSite(String name) {
        this.cosigners = List.of(cosigner(name, CosignatureType.ED25519), cosigner(name, CosignatureType.ML_DSA_44));
        this.witness = new Witness(cosigners, List.of(), this, Clock.systemUTC());
        try {
            this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        http.createContext("/w/add-checkpoint", this::add);
        http.start();
    }

    private static Cosigner cosigner(String name, CosignatureType type) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(type.keyAlgorithm()).generateKeyPair();
            return new Cosigner(CosignerKey.of(name, type, pair.getPublic()), pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes it know a log. */
    public void know(VerifierKey log) {
        witness = new Witness(cosigners, List.of(log), this, Clock.systemUTC());
    }

    /** From now on it answers nothing of use, or does again. */
    public void sleep(boolean from) {
        asleep = from;
    }

    /** From now on it says that it has cosigned a ledger of that size. */
    public void claim(long size) {
        seen = Optional.of(size);
    }

    public List<CosignerKey> keys() {
        return cosigners.stream().map(Cosigner::key).toList();
    }

    /** What a server needs to ask it, under that name. */
    public Map<String, String> properties(String name) {
        String prefix = "keywright.ledger.witnesses." + name;
        return Map.of(
                prefix + ".url",
                "http://127.0.0.1:" + http.getAddress().getPort() + "/w/",
                prefix + ".key",
                keys().stream().map(CosignerKey::toString).collect(Collectors.joining(",")));
    }

    @Override
    public Optional<SignedNote> newest(String origin) {
        return Optional.ofNullable(memory.get(origin));
    }

    @Override
    public void keep(String origin, SignedNote checkpoint) {
        memory.put(origin, checkpoint);
    }

    private void add(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            if (asleep) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            Ruling ruling = seen.isPresent() ? new Ruling.OtherSize(seen.get()) : witness.add(request);
            byte[] body = ruling.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", ruling.contentType());
            exchange.sendResponseHeaders(ruling.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
