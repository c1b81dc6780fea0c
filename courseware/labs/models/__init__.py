"""What expressions cannot say: one pure function a file, named by `model:` of a lab."""
