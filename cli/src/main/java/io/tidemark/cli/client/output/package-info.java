/**
 * One renderer for every command: aligned tables and sheets for people, the exact API data as JSON or YAML
 * for scripts, bare ids for pipes.
 */
@NullMarked
package io.tidemark.cli.client.output;

import org.jspecify.annotations.NullMarked;
