/**
 * What the whole node side of compute shares: the id of a virtual machine, the folders of one platform on this host, the
 * record of one call to the outside, and the run of one host command.
 */
@NullMarked
package io.tidemark.compute.node;

import org.jspecify.annotations.NullMarked;
