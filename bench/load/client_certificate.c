/* Preloaded into wrk: every TLS context it makes shows the client certificate in $CLIENT_CERT with the key in
   $CLIENT_KEY (both PEM). wrk has no option for this. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>

SSL_CTX *SSL_CTX_new(const SSL_METHOD *method) {
    SSL_CTX *(*original)(const SSL_METHOD *) = (SSL_CTX * (*)(const SSL_METHOD *)) dlsym(RTLD_NEXT, "SSL_CTX_new");
    SSL_CTX *context = original(method);
    const char *certificate = getenv("CLIENT_CERT");
    const char *key = getenv("CLIENT_KEY");
    if (context && certificate && key
        && (SSL_CTX_use_certificate_chain_file(context, certificate) != 1
            || SSL_CTX_use_PrivateKey_file(context, key, SSL_FILETYPE_PEM) != 1)) {
        fprintf(stderr, "cannot use the client certificate %s with the key %s\n", certificate, key);
        exit(2);
    }
    return context;
}
