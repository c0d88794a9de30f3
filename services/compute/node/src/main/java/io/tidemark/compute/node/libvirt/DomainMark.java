package io.tidemark.compute.node.libvirt;

import io.tidemark.compute.node.VmId;
import io.tidemark.compute.node.hypervisor.DomainSpec;
import java.io.StringReader;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The element in a domain's metadata by which a platform knows its own domains again, also after its journal is lost.
 *
 * @param platform tag of the platform that started the domain
 */
record DomainMark(VmId vm, long epoch, String platform) {
    static final String NAMESPACE = "urn:tidemark:domain:1";
    private static final String PREFIX = "tidemark";
    private static final String ELEMENT = "vm";
    private static final XMLInputFactory READERS = readers();

    private static XMLInputFactory readers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    void write(XmlText xml, DomainSpec spec) {
        xml.foreign(
                PREFIX,
                NAMESPACE,
                ELEMENT,
                "id",
                vm.toString(),
                "epoch",
                Long.toString(epoch),
                "platform",
                platform,
                "tenant",
                spec.tenant(),
                "name",
                spec.name());
    }

    /** The mark in a metadata element; empty when it is not one that we wrote. */
    static Optional<DomainMark> read(String xml) {
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new StringReader(xml));
            reader.nextTag();
            String id = attribute(reader, "id");
            String epoch = attribute(reader, "epoch");
            String platform = attribute(reader, "platform");
            return reader.getLocalName().equals(ELEMENT)
                    ? Optional.of(new DomainMark(VmId.parse(id), Long.parseLong(epoch), platform))
                    : Optional.empty();
        } catch (XMLStreamException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static String attribute(XMLStreamReader reader, String name) {
        String value = reader.getAttributeValue(null, name);
        if (value == null) {
            throw new IllegalArgumentException("no attribute " + name);
        }
        return value;
    }
}
