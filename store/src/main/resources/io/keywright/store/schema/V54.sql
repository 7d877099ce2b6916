-- One node does what an installation needs beside requests, under one lease; here the lock of the data folder is that lease.
DROP TABLE rotation_lease;
DROP TABLE compliance_lease;
