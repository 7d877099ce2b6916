package io.keywright.server.wiring;

import io.keywright.core.crypto.CryptoProviders;
import io.keywright.core.journal.LedgerKeyring;
import io.keywright.core.ledger.Checkpoints;
import io.keywright.core.ledger.CosignerKeys;
import io.keywright.core.ledger.PublicLog;
import io.keywright.core.ledger.ReceiptStore;
import io.keywright.core.witness.ConfiguredWitness;
import io.keywright.core.witness.WitnessBook;
import io.keywright.core.witness.WitnessRules;
import io.keywright.core.witness.Witnesses;
import io.keywright.ledger.cosignature.Cosigner;
import io.keywright.server.Refusal;
import io.keywright.server.config.KeywrightConfig;
import io.keywright.server.config.Misconfigured;
import io.keywright.server.config.TrustedTls;
import io.keywright.server.config.WitnessSettings;
import io.keywright.server.config.WitnessSettings.Address;
import io.keywright.server.config.WitnessesReader;
import io.keywright.server.observability.WitnessMeters;
import io.keywright.server.witness.HttpWitness;
import io.keywright.store.Store;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.quarkus.virtual.threads.VirtualThreads;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/** The part of {@link Wiring} that shows the ledger to the world, and has witnesses look at it. */
@Singleton
class WitnessWiring {

    private static final Logger LOG = Logger.getLogger(WitnessWiring.class);

    private final KeywrightConfig config;
    private final ExecutorService blocking;
    private final Clock clock = Clock.systemUTC();

    WitnessWiring(KeywrightConfig config, @VirtualThreads ExecutorService blocking) {
        this.config = config;
        this.blocking = blocking;
    }

    @Produces
    @Singleton
    WitnessSettings witnessSettings() {
        return WitnessesReader.read(config.ledger());
    }

    @Produces
    @Singleton
    WitnessRules witnessRules(WitnessSettings settings) {
        return settings.rules();
    }

    @Produces
    @Singleton
    Cosigner cosigner(Store store, RootProviders.All providers, CryptoProviders crypto, LedgerKeyring ledgerKeys) {
        CosignerKeys keys = new CosignerKeys(store.cosignerKeys(), providers.starting(), crypto);
        if (!config.ledger().newCosigner()) {
            return Refusal.unless(() -> keys.open(ledgerKeys.origin()));
        }
        LOG.warn("event=new_cosigner_allowed A cosigner's key that is gone is replaced, unasked, for as long as"
                + " keywright.ledger.new-cosigner is true: set it back.");
        return Refusal.unless(() -> keys.openOrMake(ledgerKeys.origin()));
    }

    @Produces
    @Singleton
    WitnessBook witnessBook(WitnessSettings settings, Store store, LedgerKeyring ledgerKeys) {
        List<String> names = settings.witnesses().stream().map(Address::name).toList();
        return Refusal.unless(
                () -> new WitnessBook(store.witnesses(), names, ledgerKeys::signers, settings.rules(), clock));
    }

    @Produces
    @Singleton
    Checkpoints checkpoints(ReceiptStore receipts, LedgerKeyring ledgerKeys, Cosigner cosigner, WitnessBook book) {
        return new Checkpoints(receipts, ledgerKeys, cosigner, book, clock);
    }

    @Produces
    @Singleton
    PublicLog publicLog(ReceiptStore receipts, Checkpoints checkpoints, LedgerKeyring ledgerKeys, Cosigner cosigner) {
        return new PublicLog(receipts, checkpoints, ledgerKeys, cosigner.key());
    }

    @Produces
    @Singleton
    Witnesses witnesses(WitnessSettings settings, Checkpoints checkpoints, ReceiptStore receipts, WitnessBook book) {
        List<ConfiguredWitness> witnesses = settings.witnesses().stream()
                .map(address -> new ConfiguredWitness(address.name(), address.keys(), link(address, settings)))
                .toList();
        return new Witnesses(witnesses, settings.rules(), checkpoints, receipts, book, blocking);
    }

    static HttpWitness link(Address address, WitnessSettings settings) {
        try {
            return new HttpWitness(address.url(), TrustedTls.by(address.ca()), settings.timeout());
        } catch (IOException | GeneralSecurityException e) {
            throw new Misconfigured(
                    List.of("keywright.ledger.witnesses." + address.name() + ".ca: " + TrustedTls.advice(e)));
        }
    }

    @Produces
    @Singleton
    MeterBinder witnessMeters(WitnessBook book) {
        return new WitnessMeters(book);
    }
}
