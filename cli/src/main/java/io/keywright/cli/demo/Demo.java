package io.keywright.cli.demo;

import io.keywright.cli.demo.DemoTenant.Signed;
import io.keywright.cli.kms.KmsClient;
import io.keywright.pki.DevelopmentPki;
import io.keywright.pki.PemFiles;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/** The demo's acts, in their order. */
final class Demo {

    private final Steps steps;
    private final Stage stage;
    private final Document readme;

    /** @param readme what is signed */
    Demo(Steps steps, Stage stage, Document readme) {
        this.steps = steps;
        this.stage = stage;
        this.readme = readme;
    }

    void run() {
        steps.section("A server of its own, in a temporary folder");
        URI url = steps.step("serves over mutual TLS", () -> stage.server().start(), URI::toString);
        Evidence evidence = use(url);
        steps.run("server stopped; from here on there are files only", stage.server()::stop);
        new CheckReceipts(steps, evidence).check();
        steps.conclude("All of it works");
    }

    /** The acts of which the server at {@code url} has its part. */
    Evidence use(URI url) {
        try (KmsClient client =
                steps.step("answers the tenant demo, which shows a certificate", () -> connect(url), _ -> "healthy")) {
            return useKeys(new DemoTenant(client));
        }
    }

    private KmsClient connect(URI url) throws IOException, GeneralSecurityException, InterruptedException {
        DevelopmentPki pki = DevelopmentPki.in(stage.server().data());
        X509Certificate authority = PemFiles.readCertificate(pki.ca().certificate());
        KmsClient client = new KmsClient(url, pki.demo().read(), authority);
        Steps.expect(client.get("health").text("status").equals("healthy"), "the server is not healthy");
        return client;
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
