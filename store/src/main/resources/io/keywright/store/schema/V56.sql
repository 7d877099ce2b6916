-- The certificate that its holder showed to get this one; none if that was none of the service's.
ALTER TABLE certificates ADD COLUMN renewed_from BLOB;
CREATE INDEX certificates_by_renewal ON certificates (renewed_from) WHERE renewed_from IS NOT NULL;
