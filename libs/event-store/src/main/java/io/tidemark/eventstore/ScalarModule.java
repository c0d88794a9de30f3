package io.tidemark.eventstore;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.tidemark.units.LongValue;
import io.tidemark.units.StringValue;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Writes one-component records of the domain as bare numbers and strings, and reads them back. */
public final class ScalarModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    public ScalarModule() {
        super("tidemark-scalars");
        addSerializer(StringValue.class, new JsonSerializer<>() {
            @Override
            public void serialize(StringValue value, JsonGenerator out, SerializerProvider provider)
                    throws IOException {
                out.writeString(value.value());
            }
        });
        addSerializer(LongValue.class, new JsonSerializer<>() {
            @Override
            public void serialize(LongValue value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeNumber(value.value());
            }
        });
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public @Nullable JsonDeserializer<?> findBeanDeserializer(
                    com.fasterxml.jackson.databind.JavaType type,
                    DeserializationConfig config,
                    BeanDescription description) {
                Class<?> raw = type.getRawClass();
                if (!raw.isRecord()) {
                    return null;
                }
                if (StringValue.class.isAssignableFrom(raw)) {
                    return new ScalarReader(raw, String.class);
                }
                return LongValue.class.isAssignableFrom(raw) ? new ScalarReader(raw, long.class) : null;
            }
        });
    }

    /** Reads a scalar through the record's canonical constructor, so that its checks hold. */
    private static final class ScalarReader extends StdDeserializer<Object> {
        private static final long serialVersionUID = 1;

        private final transient MethodHandle constructor;
        private final Class<?> component;

        ScalarReader(Class<?> type, Class<?> component) {
            super(type);
            this.component = component;
            try {
                this.constructor = MethodHandles.publicLookup()
                        .findConstructor(type, MethodType.methodType(void.class, component));
            } catch (NoSuchMethodException | IllegalAccessException e) {
                throw new IllegalArgumentException(type + " is no public one-component record", e);
            }
        }

        @Override
        public Object deserialize(JsonParser in, DeserializationContext context) throws IOException {
            try {
                return component == long.class
                        ? constructor.invoke(_parseLongPrimitive(in, context))
                        : constructor.invoke(in.getValueAsString());
            } catch (IOException | RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IOException(e);
            }
        }
    }
}
