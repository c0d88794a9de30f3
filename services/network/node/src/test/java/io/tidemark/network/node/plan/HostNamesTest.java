package io.tidemark.network.node.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.network.node.NetworkId;
import io.tidemark.network.node.PortId;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HostNamesTest {
    private static final HostNames NAMES = new HostNames("a1b2c3");

    @Test
    void everyDeviceNameIsOursHasFifteenCharactersAndDiffers() {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 2_000; i++) {
            PortId port = new PortId(new UUID(7, i));
            names.add(NAMES.tap(port));
            names.add(NAMES.queue(port, Direction.INBOUND));
            names.add(NAMES.queue(port, Direction.OUTBOUND));
            names.add(NAMES.bridge(new NetworkId(new UUID(7, i))));
        }
        assertThat(names).hasSize(8_000).allMatch(name -> name.length() == 15).allMatch(NAMES::isOurs);
        assertThat(names).noneMatch(new HostNames("a1b2c4")::isOurs);
    }

    @Test
    void anAliasNamesItsIdAndAnythingElseNamesNone() {
        PortId port = new PortId(new UUID(1, 2));
        NetworkId network = new NetworkId(new UUID(1, 2));

        assertThat(HostNames.portIn(HostNames.alias(port))).contains(port);
        assertThat(HostNames.networkIn(HostNames.alias(network))).contains(network);
        assertThat(HostNames.portIn(HostNames.alias(network))).isEmpty();
        assertThat(HostNames.portIn("tidemark:port:whatever")).isEmpty();
        assertThat(HostNames.portIn("")).isEmpty();
    }

    @Test
    void aTagThatIsNotSixHexDigitsIsRefused() {
        assertThatThrownBy(() -> new HostNames("A1b2c3")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HostNames("a1b2c3; rm")).isInstanceOf(IllegalArgumentException.class);
    }
}
