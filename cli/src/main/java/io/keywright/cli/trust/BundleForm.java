package io.keywright.cli.trust;

/** A form of bundle files, as the service calls it, and how such files end. */
enum BundleForm {
    pem("pem"),
    pkcs12("p12"),
    jks("jks"),
    spiffe("json");

    private final String extension;

    BundleForm(String extension) {
        this.extension = extension;
    }

    String fileName() {
        return "trust." + extension;
    }
}
