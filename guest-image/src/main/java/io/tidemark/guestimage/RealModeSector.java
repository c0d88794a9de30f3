package io.tidemark.guestimage;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A boot sector in 16-bit code: it writes {@value #TEXT} to the first serial port and halts for ever. It proves that a
 * virtual CPU runs real mode, and no more. Pure.
 */
final class RealModeSector {
    static final String TEXT = "REALMODE\r\n";

    private static final int SECTOR = 512;
    /** Where the BIOS puts the sector, plus the length of the code: the address of the text. */
    private static final String TEXT_ADDRESS = "177c";

    private static final String CODE = "fa" // cli
            + "31c0" // xor ax, ax
            + "8ed8" // mov ds, ax
            + "be" + TEXT_ADDRESS // mov si, text
            + "fc" // cld
            + "ac" // next: lodsb
            + "84c0" // test al, al
            + "7406" // jz halt
            + "baf803" // mov dx, 0x3f8
            + "ee" // out dx, al
            + "ebf5" // jmp next
            + "f4" // halt: hlt
            + "ebfd"; // jmp halt

    private RealModeSector() {}

    static byte[] bytes() {
        byte[] sector = new byte[SECTOR];
        byte[] code = HexFormat.of().parseHex(CODE);
        byte[] text = TEXT.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(code, 0, sector, 0, code.length);
        System.arraycopy(text, 0, sector, code.length, text.length);
        sector[SECTOR - 2] = 0x55;
        sector[SECTOR - 1] = (byte) 0xaa;
        return sector;
    }
}
