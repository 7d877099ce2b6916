package io.keywright.model.acme;

/**
 * Why a name could not be validated.
 *
 * @param detail what was seen, for the client's operator
 */
public record AcmeProblem(AcmeProblemType type, String detail) {}
