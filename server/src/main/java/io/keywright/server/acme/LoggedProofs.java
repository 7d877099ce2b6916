package io.keywright.server.acme;

import io.keywright.core.acme.AcmeClient;
import io.keywright.core.acme.ProofWatch;
import io.keywright.core.journal.StoreException;
import io.keywright.model.acme.AcmeAuthorization;
import io.keywright.model.acme.AcmeProblem;
import org.jboss.logging.Logger;

/** Tells the log what came of proving names. */
public final class LoggedProofs implements ProofWatch {

    private static final Logger LOG = Logger.getLogger(LoggedProofs.class);

    @Override
    public void settled(AcmeClient client, AcmeAuthorization authorization) {
        if (authorization.problem().isEmpty()) {
            LOG.infof(
                    "event=acme_name_proved name=%s account_id=%s",
                    authorization.name(), client.account().accountId());
        } else {
            AcmeProblem problem = authorization.problem().get();
            LOG.infof(
                    "event=acme_name_not_proved name=%s account_id=%s problem=%s %s",
                    authorization.name(),
                    client.account().accountId(),
                    problem.type().wireName(),
                    problem.detail());
        }
    }

    @Override
    public void notKept(AcmeClient client, AcmeAuthorization authorization, StoreException why) {
        LOG.warnf(
                "event=acme_proof_not_kept name=%s account_id=%s The client has to ask again: %s",
                authorization.name(), client.account().accountId(), why);
    }
}
