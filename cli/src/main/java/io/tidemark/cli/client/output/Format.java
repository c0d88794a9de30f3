package io.tidemark.cli.client.output;

/** For whom to write. */
public enum Format {
    /** People. */
    table,
    /** Scripts: the API's data as it came. */
    json,
    /** Scripts: the API's data as it came. */
    yaml
}
