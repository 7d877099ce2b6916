package io.keywright.server.keys;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A service for ACME clients in each test, and a name that its authority may certify. */
abstract class WithAcme {

    static final String NAME = "www.acme.example";

    @TempDir
    Path folder = Path.of("");

    AcmeService acme;

    @BeforeEach
    void open() throws Exception {
        acme = new AcmeService(folder);
    }

    @AfterEach
    void close() throws Exception {
        acme.close();
    }
}
