package io.tidemark.network.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/16",
                "10.255.255.248/29",
                "172.16.0.0/16",
                "172.31.255.0/24",
                "192.168.0.0/16",
                "192.168.255.248/29"
            })
    void private_ranges_are_accepted(String range) {
        assertThat(new Cidr(range).value()).isEqualTo(range);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0.0",
                "10.0.0/24",
                "10.0.0.0/",
                "10.0.0.0/24 ",
                "fd00::/64",
                "10.0.0.256/24",
                "10.0.0.0/15",
                "10.0.0.0/30",
                "10.0.0.0/99",
                "10.0.0.1/24",
                "10.0.1.0/22",
                "8.8.8.0/24",
                "172.15.0.0/16",
                "172.32.0.0/16",
                "192.167.0.0/16",
                "127.0.0.0/24",
                "169.254.0.0/24",
                "224.0.0.0/24",
                "١٠.0.0.0/24"
            })
    void anything_else_is_refused(String range) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Cidr(range));
    }

    @Test
    void the_first_address_is_the_gateways_and_neither_network_nor_broadcast_is_given_away() {
        Cidr smallest = new Cidr("10.9.0.8/29");
        assertThat(smallest.gateway()).isEqualTo("10.9.0.9");
        assertThat(smallest.addresses())
                .containsExactly("10.9.0.10", "10.9.0.11", "10.9.0.12", "10.9.0.13", "10.9.0.14");
    }

    @Test
    void a_large_range_has_an_address_for_everybody_lowest_first() {
        Cidr largest = new Cidr("192.168.0.0/16");
        assertThat(largest.addresses().count()).isEqualTo(65_536 - 3);
        assertThat(largest.addresses().findFirst()).contains("192.168.0.2");
        assertThat(largest.addresses().reduce((before, after) -> after)).contains("192.168.255.254");
        assertThat(largest.addresses().distinct().count()).isEqualTo(65_536 - 3);
    }
}
