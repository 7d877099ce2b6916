package io.keywright.providers.vault;

import io.keywright.egress.Target;
import io.keywright.providers.Fault;
import io.keywright.providers.vault.VaultSettings.Login;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds everything that is wrong with settings, at once. */
final class VaultSettingsCheck {

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final VaultSettings settings;
    private final List<Fault> faults = new ArrayList<>();

    VaultSettingsCheck(VaultSettings settings) {
        this.settings = settings;
    }

    List<Fault> faults() {
        settings.address()
                .ifPresentOrElse(
                        this::checkAddress,
                        () -> add("address", "must be set, such as to https://bao.example.com:8200."));
        checkPath("mount", settings.mount());
        checkPath("namespace", settings.namespace());
        settings.key()
                .filter(key -> !VaultPath.isName(key))
                .ifPresent(key -> add("key", "must be the name of a key: letters, digits, and _ - . between them."));
        checkLogin(settings.login());
        checkTls();
        return List.copyOf(faults);
    }

    private void add(String property, String advice) {
        faults.add(new Fault(property, advice));
    }

    private void checkAddress(String address) {
        try {
            Target target = Target.parse(address);
            if (!target.path().equals("/")) {
                add(
                        "address",
                        "must end after the host and port; set mount and namespace by the properties of that name.");
            }
            if (!target.secure() && !settings.allowHttp() && !THIS_MACHINE.contains(target.host())) {
                add(
                        "address",
                        "must begin with https://, or everybody on the way can read the keys; set allow-http to true"
                                + " if something else protects the way.");
            }
        } catch (IllegalArgumentException e) {
            add("address", e.getMessage() + ".");
        }
    }

    private void checkPath(String property, Optional<String> path) {
        path.filter(it -> !VaultPath.isPath(it))
                .ifPresent(it -> add(
                        property,
                        "must be letters, digits, and _ - . between them, and / between parts; none at the ends."));
    }

    private void checkLogin(Login login) {
        checkPath("auth-mount", login.authMount());
        Optional<LoginKind> kind = login.auth().flatMap(LoginKind::of);
        if (kind.isEmpty()) {
            add("auth", "must be set to one of " + LoginKind.all() + ".");
            return;
        }
        for (LoginKind.Property property : LoginKind.Property.values()) {
            if (kind.get().needed().contains(property) && !property.isSet(login)) {
                add(property.wireName(), "must be set, as auth is " + kind.get().wireName() + ".");
            }
            if (property.isSet(login) && !kind.get().takes(property)) {
                add(
                        property.wireName(),
                        "is of no use, as auth is " + kind.get().wireName() + "; remove it.");
            }
        }
        checkCertificate(login, kind.get());
    }

    private void checkCertificate(Login login, LoginKind kind) {
        if (kind == LoginKind.CERTIFICATE && login.certificate().isEmpty()) {
            add("certificate", "must be set, as auth is certificate.");
        }
        if (login.certificate().isPresent() != login.certificateKey().isPresent()) {
            add(login.certificate().isPresent() ? "certificate-key" : "certificate", "must be set, as the other is.");
        }
    }

    private void checkTls() {
        settings.ca().ifPresent(ca -> tryTo("ca", () -> VaultTls.trust(Optional.of(ca))));
        Login login = settings.login();
        if (login.certificate().isPresent() && login.certificateKey().isPresent()) {
            tryTo(
                    "certificate",
                    () -> VaultTls.identity(
                            login.certificate().get(), login.certificateKey().get()));
        }
    }

    @FunctionalInterface
    private interface Reading {
        Object read() throws IOException, GeneralSecurityException;
    }

    private void tryTo(String property, Reading reading) {
        try {
            reading.read();
        } catch (IOException | GeneralSecurityException e) {
            add(property, "cannot be used: " + e.getMessage());
        }
    }
}
