package io.keywright.cli.demo;

import io.keywright.cli.demo.DemoTenant.Signed;
import io.keywright.cli.kms.KmsClient;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;

/** The demo's acts, in their order. */
final class Demo {

    private final Steps steps;
    private final Stage stage;
    private final Document readme;

    Demo(Steps steps, Stage stage, Document readme) {
        this.steps = steps;
        this.stage = stage;
        this.readme = readme;
    }

    void run() {
        steps.section("A server of its own, in a temporary folder");
        URI url = steps.step("serves, to holders of a client certificate only", stage.server()::start, URI::toString);
        Evidence evidence;
        try (KmsClient client = steps.step("a client shows its certificate", () -> connect(url), _ -> "tenant demo")) {
            evidence = useKeys(new DemoTenant(client));
        }
        steps.run("server stopped, from here on there are files only", stage.server()::stop);
        new CheckReceipts(steps, evidence).check();
        steps.conclude("All of it works.");
    }

    private KmsClient connect(URI url) throws IOException, GeneralSecurityException {
        DevelopmentPki pki = DevelopmentPki.in(stage.server().data());
        return new KmsClient(
                url, pki.demo().read(), PemFiles.readCertificate(pki.ca().certificate()));
    }

    private Evidence useKeys(DemoTenant tenant) {
        DemoKeys keys = DemoKeys.make(steps, tenant);
        steps.section("Sign and verify");
        SignReadme signing = new SignReadme(steps, tenant, new OpenSsl(stage.folder()), readme);
        Signed signed = signing.with(keys.ed25519());
        signing.with(keys.rsa());
        new EncryptFile(steps, tenant).with(keys.aes());
        new RotateKey(steps, tenant).rotate(keys.ed25519(), readme.content(), signed);
        return new GatherReceipts(steps, tenant).gather();
    }
}
