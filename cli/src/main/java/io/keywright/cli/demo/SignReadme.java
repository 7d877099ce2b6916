package io.keywright.cli.demo;

import io.keywright.cli.demo.DemoTenant.Signed;
import io.keywright.cli.demo.DemoTenant.TenantKey;

/** Signs the README and has the signature verified, by the service and by OpenSSL. */
final class SignReadme {

    private final Steps steps;
    private final DemoTenant tenant;
    private final OpenSsl openSsl;
    private final Document readme;

    SignReadme(Steps steps, DemoTenant tenant, OpenSsl openSsl, Document readme) {
        this.steps = steps;
        this.tenant = tenant;
        this.openSsl = openSsl;
        this.readme = readme;
    }

    Signed with(TenantKey key) {
        Signed signed = steps.step(
                "%s signed with %s".formatted(readme.name(), key.type()),
                () -> tenant.sign(key, readme.content()),
                it -> "%s, %d bytes".formatted(it.algorithm(), it.signature().length));
        steps.run(
                "verified by the service",
                () -> Steps.expect(
                        tenant.verify(key, readme.content(), signed), "the service does not accept its own signature"));
        openSsl.verify(steps, key, readme.file(), signed);
        return signed;
    }
}
