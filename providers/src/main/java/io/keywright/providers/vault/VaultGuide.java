package io.keywright.providers.vault;

import io.keywright.providers.ProviderGuide;
import io.keywright.providers.Question;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Setting up the Transit engine of OpenBao or HashiCorp Vault. */
public final class VaultGuide implements ProviderGuide {

    private static final String AUTH = "auth";
    private static final String APP_ROLE = "approle";
    private static final String MOUNT = "transit";
    private static final String KEY = "keywright";

    @Override
    public String type() {
        return "vault";
    }

    @Override
    public String choice() {
        return "An OpenBao or HashiCorp Vault server of yours. Take it if you run one already; do not begin with one for this"
                + " alone, as Keywright stands still without it.";
    }

    @Override
    public String page() {
        return "docs/setup/VAULT_SETUP.md";
    }

    @Override
    public List<Question> questions() {
        return List.of(
                Question.needed("address", "The server's URL, as in https://bao.example.com:8200"),
                Question.open(
                                "ca",
                                "The file with the authority of its certificate, PEM (those of Java if you say nothing)")
                        .asFile(),
                Question.open("namespace", "The namespace, if the server has some"),
                Question.open("mount", "The path of its Transit engine").suggesting(MOUNT),
                Question.needed("key", "The name of the key in it").suggesting(KEY),
                Question.choice(AUTH, "How to log in", APP_ROLE, "token", "kubernetes", "certificate"),
                Question.needed("role-id", "The AppRole's role id").where(AUTH, APP_ROLE),
                Question.needed("secret-id-file", "The file with its secret id, which only the service may read")
                        .asFile()
                        .where(AUTH, APP_ROLE),
                Question.needed("token-file", "The file with the token, which only the service may read")
                        .asFile()
                        .where(AUTH, "token"),
                Question.needed("role", "The role of the Kubernetes login")
                        .suggesting(KEY)
                        .where(AUTH, "kubernetes"),
                Question.needed("certificate", "The file with the client's certificate, PEM")
                        .asFile()
                        .where(AUTH, "certificate"),
                Question.needed("certificate-key", "The file with its private key, PEM")
                        .asFile()
                        .where(AUTH, "certificate"));
    }

    @Override
    public List<Step> steps(Map<String, String> settings, Optional<String> principal) {
        String mount = settings.getOrDefault("mount", MOUNT);
        String key = settings.getOrDefault("key", KEY);
        return List.of(
                new Step(
                        "Make the engine and the key (with Vault, write vault for bao).",
                        "bao secrets enable -path=%1$s transit%nbao write -f %1$s/keys/%2$s".formatted(mount, key)),
                new Step(
                        "Let whoever Keywright logs in as do this, and no more.",
                        "bao policy write keywright - <<'HCL'%n%sHCL"
                                .formatted(VaultPermissions.of(mount, key).hcl())));
    }
}
