package io.keywright.providers.vault;

import io.keywright.core.root.Capability;
import io.keywright.core.root.ProviderKey;
import io.keywright.core.root.RootProvider;
import io.keywright.core.root.RootProviderException;
import io.keywright.core.root.RootProviderException.Reason;
import io.keywright.egress.Target;
import io.keywright.model.ProviderKeyReference;
import io.keywright.providers.Fault;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Keys of Transit engines of one OpenBao or HashiCorp Vault. A reference is the name of a key, or the path of an engine, a
 * slash and the name. Reaches for nothing before a key is used. Safe from any thread.
 */
public final class VaultRootProvider implements RootProvider, AutoCloseable {

    private static final String USUAL_MOUNT = "transit";

    private final String name;
    private final VaultSettings settings;
    private final VaultFaults faults;
    private final VaultClient client;
    private final VaultSession session;
    private final VaultAccess access;

    /**
     * @param name the operator's name for it
     * @param nanos a monotonic clock, as {@link System#nanoTime} is
     * @throws IllegalArgumentException if the settings have {@link VaultSettings#faults faults}
     */
    public VaultRootProvider(String name, VaultSettings settings, LongSupplier nanos) {
        Fault.requireNone(settings.faults());
        this.name = name;
        this.settings = settings;
        String address = settings.address().orElseThrow();
        this.faults = new VaultFaults(
                name, address, settings.namespace().map(it -> "namespace " + it).orElse("the root namespace"));
        this.client = open(faults, settings);
        LoginKind kind = settings.login().auth().flatMap(LoginKind::of).orElseThrow();
        VaultLogin login = new VaultLogin(kind, settings.login(), client, faults, nanos);
        this.session = new VaultSession(name, login, client, nanos);
        this.access = new VaultAccess(client, session, faults);
    }

    private static VaultClient open(VaultFaults faults, VaultSettings settings) {
        try {
            return new VaultClient(faults, faults.address(), settings.namespace(), VaultTls.of(settings));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("ca or certificate cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.allOf(Capability.class);
    }

    @Override
    public ProviderKey open(ProviderKeyReference reference) throws RootProviderException {
        if (reference.role().isPresent() || reference.externalId().isPresent()) {
            throw notAKey("assumes no roles and takes no external id; leave both out");
        }
        String key = reference
                .key()
                .or(settings::key)
                .orElseThrow(() -> notAKey("has no key of its own; set its property key, or name a key"));
        VaultPath path = VaultPath.parse(key, settings.mount().orElse(USUAL_MOUNT))
                .orElseThrow(
                        () -> notAKey("has keys whose names are letters, digits, and _ - . between them, with the path"
                                + " of their engine and / before the name if need be; that is none"));
        return new VaultKey(path, id(path), access, faults);
    }

    /** The URL at which the API has it. */
    private String id(VaultPath path) {
        String namespace = settings.namespace().map(it -> it + "/").orElse("");
        return Target.parse(faults.address()) + "v1/" + namespace + path.keys();
    }

    private RootProviderException notAKey(String what) {
        return new RootProviderException(Reason.KEY_NOT_FOUND, "The root provider " + name + " " + what + ".");
    }

    /** What the token must be allowed to do with the provider's own key. */
    public VaultPermissions permissions() {
        return VaultPermissions.of(
                settings.mount().orElse(USUAL_MOUNT), settings.key().orElse("*"));
    }

    /** Ends what is under way, and forgets the token. */
    @Override
    public void close() {
        session.close();
        client.close();
    }

    @Override
    public String toString() {
        return "VaultRootProvider[" + name + ", " + faults.address() + "]";
    }
}
