package io.keywright.cli.demo;

import io.keywright.cli.demo.DemoTenant.TenantKey;
import java.util.List;

/** The three keys of the demo. */
record DemoKeys(TenantKey ed25519, TenantKey rsa, TenantKey aes) {

    private static final List<String> SIGNING = List.of("sign", "verify");
    private static final List<String> ENCRYPTION = List.of("encrypt", "decrypt");

    static DemoKeys make(Steps steps, DemoTenant tenant) {
        steps.section("Make keys; private parts never leave the service");
        return new DemoKeys(
                make(steps, tenant, "Ed25519", SIGNING),
                make(steps, tenant, "RSA-2048", SIGNING),
                make(steps, tenant, "AES-256", ENCRYPTION));
    }

    private static TenantKey make(Steps steps, DemoTenant tenant, String type, List<String> usage) {
        return steps.step(type, () -> tenant.makeKey(type, usage), TenantKey::id);
    }
}
