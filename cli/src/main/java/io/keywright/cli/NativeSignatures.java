package io.keywright.cli;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import org.jspecify.annotations.Nullable;

/**
 * Ed25519 from AWS-LC, which checks signatures many times as fast as the JDK does, and nothing else from it. Where it does not
 * load, the JDK checks them, to the same result.
 */
public final class NativeSignatures extends Provider {

    private static final long serialVersionUID = 1;
    private static final String ED25519 = "Ed25519";
    private static final String NAME = "KeywrightEd25519";

    private NativeSignatures(Provider accp) {
        super(NAME, "1", "Ed25519 from AWS-LC");
        Service service = accp.getService("Signature", ED25519);
        if (service != null) {
            putService(new Borrowed(this, service));
        }
    }

    /** A service of another provider. */
    private static final class Borrowed extends Service {

        private final Service lender;

        Borrowed(Provider borrower, Service lender) {
            super(borrower, lender.getType(), lender.getAlgorithm(), lender.getClassName(), null, null);
            this.lender = lender;
        }

        @Override
        public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return lender.newInstance(parameter);
        }

        @Override
        public boolean supportsParameter(Object parameter) {
            return lender.supportsParameter(parameter);
        }
    }

    /** Puts it before the JDK's, for the whole process. */
    public static void install() {
        AmazonCorrettoCryptoProvider accp = AmazonCorrettoCryptoProvider.INSTANCE;
        if (accp.getLoadingError() == null && Security.getProvider(NAME) == null) {
            Security.insertProviderAt(new NativeSignatures(accp), 1);
        }
    }
}
