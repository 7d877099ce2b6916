package io.keywright.server.evidence;

/** Sentences of the printed report that do not depend on what is reported; {@code report.html} has the same. */
final class ReportText {

    static final String TITLE = "Evidence of key management";
    static final String SUBTITLE =
            "What the ledger of this Keywright installation proves, what the service states, and what neither shows.";
    static final String NO_GAPS = "Nothing in this package is known to be out of order.";
    static final String PROVED_ONCE_VERIFIED =
            "What is called proved here holds once “keywright evidence verify” has said so of this package.";
    static final String FOR_THE_AUDITOR =
            "The figures below speak to these controls. Whether a control is met is for the auditor to say.";
    static final String HOW_TO_VERIFY =
            "Do not take these pages’ word for it. “keywright evidence verify FILE --key KEY” checks the whole package,"
                    + " without a network, against the ledger’s verifier key, which comes from a place that you trust.";

    private ReportText() {}
}
