package io.keywright.server.config;

import io.smallrye.config.WithName;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** One root provider. Which of these a type takes, {@link ProviderProperty} says. */
public interface ProviderConfig {

    /** What kind of provider it is; if not set, its name says so. */
    Optional<String> type();

    /** How its calls are guarded, whatever its type. */
    GuardConfig guard();

    /** What 10,000 calls cost, in {@link KeywrightConfig.Costs#currency()}. */
    @WithName("price-per-10000-calls")
    Optional<BigDecimal> pricePerCalls();

    /** What a key costs for a month. */
    Optional<BigDecimal> pricePerKeyMonth();

    /** The file with the root key; the salt file stands beside it if there is a passphrase. */
    Optional<Path> file();

    /** Derives the root key (PBKDF2) instead of reading it from the file; at least 16 characters. */
    Optional<String> passphrase();

    /** The file with the passphrase, on one line, which only the service may read; instead of the property. */
    Optional<Path> passphraseFile();

    /** Whether production may keep an unprotected root key in a file. */
    Optional<Boolean> allowFileInProduction();

    /** The token's PKCS#11 library. */
    Optional<Path> library();

    /** The token's label, or {@code serial=} or {@code slot=} and its number. */
    Optional<String> token();

    /** The file with the user's PIN, which only the service may read. */
    Optional<Path> pinFile();

    /** How many calls the token serves at once; 4 if not set. */
    Optional<Integer> threads();

    /** The key that is used where no other is named: a label, an ARN or alias, a resource name, a name. */
    Optional<String> key();

    /** The region of all its keys. */
    Optional<String> region();

    /** Where the service answers, if not at its public address. */
    Optional<URI> endpoint();

    /** Where STS answers, if not at its public address. */
    Optional<URI> stsEndpoint();

    /** Where tokens of service accounts are made, if not at Google's usual address. */
    Optional<URI> identityEndpoint();

    /** As whom to ask: {@code file}, {@code web-identity} or {@code ambient}, which is whoever the machine says. */
    Optional<String> credentials();

    /** A file with credentials, as the cloud's own tools have it. */
    Optional<Path> credentialsFile();

    /** The section of the credentials file. */
    Optional<String> profile();

    /** A token that STS takes for the role. */
    Optional<Path> webIdentityTokenFile();

    /** The role to assume, or to log in with. */
    Optional<String> role();

    /** What the role's owner asks for along with it. */
    Optional<String> externalId();

    /** The name by which CloudTrail tells this installation. */
    Optional<String> sessionName();

    /** The address of the vault or Managed HSM. */
    Optional<URI> vault();

    /** Who makes tokens, if not Microsoft's usual authority. */
    Optional<URI> authority();

    /** The id of the Microsoft Entra tenant. */
    Optional<String> directory();

    /** The id of the application. */
    Optional<String> clientId();

    /** The file with a secret of the application, one line. */
    Optional<Path> clientSecretFile();

    /** The file with a certificate of the application and its private key, PEM. */
    Optional<Path> clientCertificateFile();

    /** The file with a token: of workload identity federation, or of Vault. */
    Optional<Path> tokenFile();

    /** The authorities that vouch for the provider, PEM; those of the JVM if not set. */
    Optional<Path> ca();

    /** The URL of Vault or OpenBao, without a path. */
    Optional<String> address();

    /** Whether that may be http beyond this machine. */
    Optional<Boolean> allowHttp();

    /** The path of the Transit engine. */
    Optional<String> mount();

    /** The namespace that mount and login are in. */
    Optional<String> namespace();

    /** How to log in: {@code token}, {@code approle}, {@code kubernetes} or {@code certificate}. */
    Optional<String> auth();

    /** The path of the login method below {@code auth/}. */
    Optional<String> authMount();

    /** Which AppRole. */
    Optional<String> roleId();

    /** The file with its secret id, read again at each login. */
    Optional<Path> secretIdFile();

    /** The file with the service account's token of Kubernetes. */
    Optional<Path> jwtFile();

    /** The client's certificate and its chain, PEM. */
    Optional<Path> certificate();

    /** The client's private key, PEM. */
    Optional<Path> certificateKey();
}
