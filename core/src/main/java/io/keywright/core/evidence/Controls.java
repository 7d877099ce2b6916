package io.keywright.core.evidence;

import io.keywright.core.evidence.EvidenceReport.Control;
import java.util.List;
import java.util.stream.Stream;

/** Which statement speaks to which control. A control is never said to be met: that is the auditor's to say. */
record Controls(Statements say) {

    private static final String SOC_2 = "SOC 2";
    private static final String HIPAA = "HIPAA";
    private static final String PCI_DSS = "PCI DSS 4.0";
    private static final String ROLES_BY_CONFIGURATION =
            "When the operator's configuration gave or took a role is not in the ledger, nor who has a certificate that fits a"
                    + " pattern in it; ask the operator and the certificate authorities.";
    private static final String TRANSPORT =
            "How connections are protected is not in the ledger: the service accepts TLS 1.2 and 1.3 with client certificates"
                    + " only, which its configuration and a scan show.";

    List<Control> all() {
        return Stream.of(soc2(), hipaa(), pciDss(), nist())
                .flatMap(List::stream)
                .toList();
    }

    private List<Control> soc2() {
        return List.of(
                new Control(
                        SOC_2,
                        "CC6.1",
                        "Logical access to protected assets",
                        List.of(say.access(), say.policies(), say.refusals(), say.protection()),
                        say.accessGaps(),
                        List.of(ROLES_BY_CONFIGURATION)),
                new Control(
                        SOC_2,
                        "CC6.2",
                        "Users are registered and authorized before they get access, and lose it when they leave",
                        List.of(say.access(), say.changesOfAccess(), say.activity()),
                        List.of(),
                        List.of(
                                ROLES_BY_CONFIGURATION,
                                "Whether somebody who has left still has a certificate is not in the ledger.")),
                new Control(
                        SOC_2,
                        "CC6.3",
                        "Access goes by roles, least privilege and segregation of duties",
                        List.of(say.access(), say.changesOfAccess(), say.separation(), say.policies()),
                        say.accessGaps(),
                        List.of(ROLES_BY_CONFIGURATION)),
                new Control(
                        SOC_2,
                        "CC6.7",
                        "Transmission, movement and removal of information",
                        List.of(say.encryption()),
                        say.keyGaps(),
                        List.of(TRANSPORT, "Which data was encrypted is not in the ledger, nor could it be.")),
                new Control(
                        SOC_2,
                        "CC7.1",
                        "Detection of changes and of what they expose",
                        List.of(say.receipts(), say.refusals(), say.access(), say.anchors(), say.compliance()),
                        Stream.of(say.logGaps(), say.complianceGaps())
                                .flatMap(List::stream)
                                .toList(),
                        List.of("Whether somebody looks at the receipts and acts is not in the ledger.")),
                new Control(
                        SOC_2,
                        "CC7.2",
                        "Operation is monitored for what is out of the ordinary",
                        List.of(say.receipts(), say.refusals(), say.activity()),
                        say.logGaps(),
                        List.of(
                                "Requests without a valid certificate leave no receipt; they are in the service's log and metrics.",
                                "Whether somebody looks at the receipts and acts is not in the ledger.")),
                new Control(
                        SOC_2,
                        "CC8.1",
                        "Changes are authorized, approved and recorded",
                        List.of(say.approvals(), say.generation(), say.policies()),
                        say.changeGaps(),
                        List.of(
                                "Approvals of outside governance systems are named in changes.jsonl; who voted, they know.")));
    }

    private List<Control> hipaa() {
        return List.of(
                new Control(
                        HIPAA,
                        "164.312(a)(2)(iv)",
                        "Encryption and decryption",
                        List.of(say.encryption(), say.inventoryOfKeys()),
                        say.keyGaps(),
                        List.of("Whether all health information is encrypted is not in the ledger.")),
                new Control(
                        HIPAA,
                        "164.312(b)",
                        "Audit controls",
                        List.of(say.receipts(), say.refusals()),
                        say.logGaps(),
                        List.of("Receipts are of this service only, not of the systems that use its keys.")),
                new Control(
                        HIPAA,
                        "164.312(c)",
                        "Integrity",
                        List.of(say.signatures(), say.receipts()),
                        List.of(),
                        List.of("Which records the signatures protect is not in the ledger.")),
                new Control(
                        HIPAA,
                        "164.312(e)",
                        "Transmission security",
                        List.of(say.encryption(), say.anchors()),
                        List.of(),
                        List.of(TRANSPORT)));
    }

    private List<Control> pciDss() {
        return List.of(
                new Control(
                        PCI_DSS,
                        "3.6",
                        "Keys that protect stored account data are secured",
                        List.of(say.inventoryOfKeys(), say.protection(), say.access()),
                        say.accessGaps(),
                        List.of(ROLES_BY_CONFIGURATION, "Who holds the root of all keys is not in the ledger.")),
                new Control(
                        PCI_DSS,
                        "3.7",
                        "Key management covers the whole life of keys",
                        List.of(say.generation(), say.rotation(), say.approvals()),
                        Stream.of(say.keyGaps(), say.changeGaps())
                                .flatMap(List::stream)
                                .toList(),
                        List.of("That custodians have accepted their duties in writing is not in the ledger.")));
    }

    private List<Control> nist() {
        return List.of(
                new Control(
                        "NIST SP 800-57",
                        "Part 1, 5 to 8",
                        "Cryptoperiods, key states and transitions",
                        List.of(say.inventoryOfKeys(), say.rotation(), say.generation()),
                        say.keyGaps(),
                        List.of()),
                new Control(
                        "NIST SP 800-53",
                        "SC-12",
                        "Cryptographic key establishment and management",
                        List.of(say.generation(), say.protection(), say.rotation(), say.access()),
                        say.allGaps(),
                        List.of("Copies of keys that were made before this service held them are not in the ledger.")));
    }
}
