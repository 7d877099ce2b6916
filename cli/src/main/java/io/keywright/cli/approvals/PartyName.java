package io.keywright.cli.approvals;

import io.keywright.cli.kms.KmsAnswer;
import io.keywright.verifier.terminal.Printable;

/**
 * Who asks or votes.
 *
 * @param brief the person, or else the module: enough to tell the members of one tenant apart
 * @param full the person, if there is one, and the identity that it acts through
 */
record PartyName(String brief, String full) {

    static PartyName of(KmsAnswer party) {
        String subject = Printable.of(party.text("subject"));
        return party.optionalText("person")
                .map(Printable::of)
                .map(person -> new PartyName(person, person + " through " + subject))
                .orElseGet(() -> new PartyName(subject.substring(subject.lastIndexOf('/') + 1), subject));
    }
}
