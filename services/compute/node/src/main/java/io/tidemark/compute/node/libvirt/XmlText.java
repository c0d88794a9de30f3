package io.tidemark.compute.node.libvirt;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an XML document element by element through the JDK's own writer, which escapes. Characters that XML cannot hold
 * at all become U+FFFD. Not thread-safe.
 */
final class XmlText {
    private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
    private static final char REPLACEMENT = '\uFFFD';

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    XmlText() {
        try {
            writer = FACTORY.createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an XML writer over a string cannot be made", e);
        }
    }

    /** Something written that has children. */
    interface Children {
        void write();
    }

    /** An element with children; attributes come as name, value, name, value. */
    void element(String name, Children children, String... attributes) {
        written(() -> {
            writer.writeStartElement(name);
            attributes(attributes);
        });
        children.write();
        written(writer::writeEndElement);
    }

    /** An element without children. */
    void element(String name, String... attributes) {
        written(() -> {
            writer.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    /** An element that holds text only. */
    void text(String name, String value, String... attributes) {
        element(name, () -> written(() -> writer.writeCharacters(clean(value))), attributes);
    }

    /** An empty element of another vocabulary. */
    void foreign(String prefix, String namespace, String name, String... attributes) {
        written(() -> {
            writer.writeEmptyElement(prefix + ":" + name);
            writer.writeAttribute("xmlns:" + prefix, namespace);
            attributes(attributes);
        });
    }

    private void attributes(String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            writer.writeAttribute(attributes[i], clean(attributes[i + 1]));
        }
    }

    private static String clean(String value) {
        StringBuilder clean = new StringBuilder(value.length());
        value.codePoints().map(c -> isXml(c) ? c : REPLACEMENT).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** The production Char of XML 1.0. */
    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    private interface Writing {
        void run() throws XMLStreamException;
    }

    private static void written(Writing writing) {
        try {
            writing.run();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("an XML document in memory cannot be written", e);
        }
    }

    @Override
    public String toString() {
        // Also closes an element that was written as the last one.
        written(writer::writeEndDocument);
        return text.toString();
    }
}
