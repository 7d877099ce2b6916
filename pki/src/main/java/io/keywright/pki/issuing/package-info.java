/** Makes what a certificate authority signs: certificates, revocation lists, requests; and reads the requests of others (RFC 2986, RFC 5280). */
@NullMarked
package io.keywright.pki.issuing;

import org.jspecify.annotations.NullMarked;
