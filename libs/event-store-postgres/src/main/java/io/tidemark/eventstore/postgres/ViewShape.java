package io.tidemark.eventstore.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells rows of one shape from rows of another: a tag made of the row's fields, their types, and the view's version. */
final class ViewShape {
    private static final int TAG_BYTES = 8;

    private ViewShape() {}

    static String of(View<?> view) {
        String described = view.version() + ":" + describe(view.type(), new HashSet<>());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(described.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String describe(Type type, Set<Type> within) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType().getTypeName()
                    + Arrays.stream(generic.getActualTypeArguments())
                            .map(argument -> describe(argument, within))
                            .collect(Collectors.joining(",", "<", ">"));
        }
        if (!(type instanceof Class<?> known) || !known.isRecord() || !within.add(type)) {
            return type.getTypeName();
        }
        String fields = Arrays.stream(known.getRecordComponents())
                .map((RecordComponent field) -> field.getName() + ":" + describe(field.getGenericType(), within))
                .collect(Collectors.joining(",", "{", "}"));
        within.remove(type);
        return fields;
    }
}
