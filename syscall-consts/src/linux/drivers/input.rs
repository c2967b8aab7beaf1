//! Input devices (linux/input.h, linux/input-event-codes.h; the kernel's Documentation/input/input.rst). Keys are in
//! [`keycode`](crate::linux::keycode).

use crate::declare::groups;

groups! {
    /// Properties of a device (linux/input-event-codes.h).
    values INPUT_PROP: u16 as Str {
        POINTER = INPUT_PROP_POINTER: 0, // linux/input-event-codes.h
        DIRECT = INPUT_PROP_DIRECT: 1, // linux/input-event-codes.h
        BUTTONPAD = INPUT_PROP_BUTTONPAD: 2, // linux/input-event-codes.h
        SEMI_MT = INPUT_PROP_SEMI_MT: 3, // linux/input-event-codes.h
    }

    /// Types of event (linux/input-event-codes.h).
    values EV: u16 as Str {
        SYN = EV_SYN: 0, // linux/input-event-codes.h
        KEY = EV_KEY: 1, // linux/input-event-codes.h
        REL = EV_REL: 2, // linux/input-event-codes.h
        ABS = EV_ABS: 3, // linux/input-event-codes.h
        MSC = EV_MSC: 4, // linux/input-event-codes.h
        SW = EV_SW: 5, // linux/input-event-codes.h
        LED = EV_LED: 17, // linux/input-event-codes.h
        SND = EV_SND: 18, // linux/input-event-codes.h
        REP = EV_REP: 20, // linux/input-event-codes.h
        FF = EV_FF: 21, // linux/input-event-codes.h
        PWR = EV_PWR: 22, // linux/input-event-codes.h
        FF_STATUS = EV_FF_STATUS: 23, // linux/input-event-codes.h
        MAX = EV_MAX: 31, // linux/input-event-codes.h
    }

    /// Synchronization events (linux/input-event-codes.h).
    values SYN: u16 as Str {
        REPORT = SYN_REPORT: 0, // linux/input-event-codes.h
        CONFIG = SYN_CONFIG: 1, // linux/input-event-codes.h
        MT_REPORT = SYN_MT_REPORT: 2, // linux/input-event-codes.h
        DROPPED = SYN_DROPPED: 3, // linux/input-event-codes.h
    }

    /// Relative axes (linux/input-event-codes.h).
    values REL: u16 as Str {
        X = REL_X: 0, // linux/input-event-codes.h
        Y = REL_Y: 1, // linux/input-event-codes.h
        Z = REL_Z: 2, // linux/input-event-codes.h
        RX = REL_RX: 3, // linux/input-event-codes.h
        RY = REL_RY: 4, // linux/input-event-codes.h
        RZ = REL_RZ: 5, // linux/input-event-codes.h
        HWHEEL = REL_HWHEEL: 6, // linux/input-event-codes.h
        DIAL = REL_DIAL: 7, // linux/input-event-codes.h
        WHEEL = REL_WHEEL: 8, // linux/input-event-codes.h
        MISC = REL_MISC: 9, // linux/input-event-codes.h
        MAX = REL_MAX: 15, // linux/input-event-codes.h
    }

    /// Absolute axes (linux/input-event-codes.h).
    values ABS: u16 as Str {
        X = ABS_X: 0, // linux/input-event-codes.h
        Y = ABS_Y: 1, // linux/input-event-codes.h
        Z = ABS_Z: 2, // linux/input-event-codes.h
        RX = ABS_RX: 3, // linux/input-event-codes.h
        RY = ABS_RY: 4, // linux/input-event-codes.h
        RZ = ABS_RZ: 5, // linux/input-event-codes.h
        THROTTLE = ABS_THROTTLE: 6, // linux/input-event-codes.h
        RUDDER = ABS_RUDDER: 7, // linux/input-event-codes.h
        WHEEL = ABS_WHEEL: 8, // linux/input-event-codes.h
        GAS = ABS_GAS: 9, // linux/input-event-codes.h
        BRAKE = ABS_BRAKE: 10, // linux/input-event-codes.h
        HAT0X = ABS_HAT0X: 16, // linux/input-event-codes.h
        HAT0Y = ABS_HAT0Y: 17, // linux/input-event-codes.h
        HAT1X = ABS_HAT1X: 18, // linux/input-event-codes.h
        HAT1Y = ABS_HAT1Y: 19, // linux/input-event-codes.h
        HAT2X = ABS_HAT2X: 20, // linux/input-event-codes.h
        HAT2Y = ABS_HAT2Y: 21, // linux/input-event-codes.h
        HAT3X = ABS_HAT3X: 22, // linux/input-event-codes.h
        HAT3Y = ABS_HAT3Y: 23, // linux/input-event-codes.h
        PRESSURE = ABS_PRESSURE: 24, // linux/input-event-codes.h
        DISTANCE = ABS_DISTANCE: 25, // linux/input-event-codes.h
        TILT_X = ABS_TILT_X: 26, // linux/input-event-codes.h
        TILT_Y = ABS_TILT_Y: 27, // linux/input-event-codes.h
        TOOL_WIDTH = ABS_TOOL_WIDTH: 28, // linux/input-event-codes.h
        VOLUME = ABS_VOLUME: 32, // linux/input-event-codes.h
        MISC = ABS_MISC: 40, // linux/input-event-codes.h
        MT_SLOT = ABS_MT_SLOT: 47, // linux/input-event-codes.h
        MT_TOUCH_MAJOR = ABS_MT_TOUCH_MAJOR: 48, // linux/input-event-codes.h
        MT_TOUCH_MINOR = ABS_MT_TOUCH_MINOR: 49, // linux/input-event-codes.h
        MT_WIDTH_MAJOR = ABS_MT_WIDTH_MAJOR: 50, // linux/input-event-codes.h
        MT_WIDTH_MINOR = ABS_MT_WIDTH_MINOR: 51, // linux/input-event-codes.h
        MT_ORIENTATION = ABS_MT_ORIENTATION: 52, // linux/input-event-codes.h
        MT_POSITION_X = ABS_MT_POSITION_X: 53, // linux/input-event-codes.h
        MT_POSITION_Y = ABS_MT_POSITION_Y: 54, // linux/input-event-codes.h
        MT_TOOL_TYPE = ABS_MT_TOOL_TYPE: 55, // linux/input-event-codes.h
        MT_BLOB_ID = ABS_MT_BLOB_ID: 56, // linux/input-event-codes.h
        MT_TRACKING_ID = ABS_MT_TRACKING_ID: 57, // linux/input-event-codes.h
        MT_PRESSURE = ABS_MT_PRESSURE: 58, // linux/input-event-codes.h
        MT_DISTANCE = ABS_MT_DISTANCE: 59, // linux/input-event-codes.h
        MAX = ABS_MAX: 63, // linux/input-event-codes.h
    }

    /// Miscellaneous events (linux/input-event-codes.h).
    values MSC: u16 as Str {
        SERIAL = MSC_SERIAL: 0, // linux/input-event-codes.h
        PULSELED = MSC_PULSELED: 1, // linux/input-event-codes.h
        GESTURE = MSC_GESTURE: 2, // linux/input-event-codes.h
        RAW = MSC_RAW: 3, // linux/input-event-codes.h
        SCAN = MSC_SCAN: 4, // linux/input-event-codes.h
        MAX = MSC_MAX: 7, // linux/input-event-codes.h
    }

    /// Lights (linux/input-event-codes.h).
    values LED: u16 as Str {
        NUML = LED_NUML: 0, // linux/input-event-codes.h
        CAPSL = LED_CAPSL: 1, // linux/input-event-codes.h
        SCROLLL = LED_SCROLLL: 2, // linux/input-event-codes.h
        COMPOSE = LED_COMPOSE: 3, // linux/input-event-codes.h
        KANA = LED_KANA: 4, // linux/input-event-codes.h
        SLEEP = LED_SLEEP: 5, // linux/input-event-codes.h
        SUSPEND = LED_SUSPEND: 6, // linux/input-event-codes.h
        MUTE = LED_MUTE: 7, // linux/input-event-codes.h
        MISC = LED_MISC: 8, // linux/input-event-codes.h
        MAIL = LED_MAIL: 9, // linux/input-event-codes.h
        CHARGING = LED_CHARGING: 10, // linux/input-event-codes.h
        MAX = LED_MAX: 15, // linux/input-event-codes.h
    }

    /// Autorepeat values (linux/input-event-codes.h).
    values REP: u16 as Str {
        DELAY = REP_DELAY: 0, // linux/input-event-codes.h
        MAX = REP_MAX: 1, // linux/input-event-codes.h
        PERIOD = REP_PERIOD: 1, // linux/input-event-codes.h
    }

    /// Sounds (linux/input-event-codes.h).
    values SND: u16 as Str {
        CLICK = SND_CLICK: 0, // linux/input-event-codes.h
        BELL = SND_BELL: 1, // linux/input-event-codes.h
        TONE = SND_TONE: 2, // linux/input-event-codes.h
        MAX = SND_MAX: 7, // linux/input-event-codes.h
    }

    /// Indexes of a device's identity (linux/input.h).
    values ID: u16 as Str {
        BUS = ID_BUS: 0, // linux/input-event-codes.h
        VENDOR = ID_VENDOR: 1, // linux/input-event-codes.h
        PRODUCT = ID_PRODUCT: 2, // linux/input-event-codes.h
        VERSION = ID_VERSION: 3, // linux/input-event-codes.h
    }

    /// Buses (linux/input.h).
    values BUS: u16 as Str {
        PCI = BUS_PCI: 1, // linux/input-event-codes.h
        ISAPNP = BUS_ISAPNP: 2, // linux/input-event-codes.h
        USB = BUS_USB: 3, // linux/input-event-codes.h
        HIL = BUS_HIL: 4, // linux/input-event-codes.h
        BLUETOOTH = BUS_BLUETOOTH: 5, // linux/input-event-codes.h
        VIRTUAL = BUS_VIRTUAL: 6, // linux/input-event-codes.h
        ISA = BUS_ISA: 16, // linux/input-event-codes.h
        I8042 = BUS_I8042: 17, // linux/input-event-codes.h
        XTKBD = BUS_XTKBD: 18, // linux/input-event-codes.h
        RS232 = BUS_RS232: 19, // linux/input-event-codes.h
        GAMEPORT = BUS_GAMEPORT: 20, // linux/input-event-codes.h
        PARPORT = BUS_PARPORT: 21, // linux/input-event-codes.h
        AMIGA = BUS_AMIGA: 22, // linux/input-event-codes.h
        ADB = BUS_ADB: 23, // linux/input-event-codes.h
        I2C = BUS_I2C: 24, // linux/input-event-codes.h
        HOST = BUS_HOST: 25, // linux/input-event-codes.h
        GSC = BUS_GSC: 26, // linux/input-event-codes.h
        ATARI = BUS_ATARI: 27, // linux/input-event-codes.h
        SPI = BUS_SPI: 28, // linux/input-event-codes.h
    }

    /// Buttons (linux/input-event-codes.h).
    values BTN: u16 as Str {
        _0 = BTN_0: 256, // linux/input-event-codes.h
        MISC = BTN_MISC: 256, // linux/input-event-codes.h
        _1 = BTN_1: 257, // linux/input-event-codes.h
        _2 = BTN_2: 258, // linux/input-event-codes.h
        _3 = BTN_3: 259, // linux/input-event-codes.h
        _4 = BTN_4: 260, // linux/input-event-codes.h
        _5 = BTN_5: 261, // linux/input-event-codes.h
        _6 = BTN_6: 262, // linux/input-event-codes.h
        _7 = BTN_7: 263, // linux/input-event-codes.h
        _8 = BTN_8: 264, // linux/input-event-codes.h
        _9 = BTN_9: 265, // linux/input-event-codes.h
        LEFT = BTN_LEFT: 272, // linux/input-event-codes.h
        MOUSE = BTN_MOUSE: 272, // linux/input-event-codes.h
        RIGHT = BTN_RIGHT: 273, // linux/input-event-codes.h
        MIDDLE = BTN_MIDDLE: 274, // linux/input-event-codes.h
        SIDE = BTN_SIDE: 275, // linux/input-event-codes.h
        EXTRA = BTN_EXTRA: 276, // linux/input-event-codes.h
        FORWARD = BTN_FORWARD: 277, // linux/input-event-codes.h
        BACK = BTN_BACK: 278, // linux/input-event-codes.h
        TASK = BTN_TASK: 279, // linux/input-event-codes.h
        TRIGGER = BTN_TRIGGER: 288, // linux/input-event-codes.h
        JOYSTICK = BTN_JOYSTICK: 288, // linux/input-event-codes.h
        THUMB = BTN_THUMB: 289, // linux/input-event-codes.h
        THUMB2 = BTN_THUMB2: 290, // linux/input-event-codes.h
        TOP = BTN_TOP: 291, // linux/input-event-codes.h
        TOP2 = BTN_TOP2: 292, // linux/input-event-codes.h
        PINKIE = BTN_PINKIE: 293, // linux/input-event-codes.h
        BASE = BTN_BASE: 294, // linux/input-event-codes.h
        BASE2 = BTN_BASE2: 295, // linux/input-event-codes.h
        BASE3 = BTN_BASE3: 296, // linux/input-event-codes.h
        BASE4 = BTN_BASE4: 297, // linux/input-event-codes.h
        BASE5 = BTN_BASE5: 298, // linux/input-event-codes.h
        BASE6 = BTN_BASE6: 299, // linux/input-event-codes.h
        DEAD = BTN_DEAD: 303, // linux/input-event-codes.h
        A = BTN_A: 304, // linux/input-event-codes.h
        GAMEPAD = BTN_GAMEPAD: 304, // linux/input-event-codes.h
        B = BTN_B: 305, // linux/input-event-codes.h
        C = BTN_C: 306, // linux/input-event-codes.h
        X = BTN_X: 307, // linux/input-event-codes.h
        Y = BTN_Y: 308, // linux/input-event-codes.h
        Z = BTN_Z: 309, // linux/input-event-codes.h
        TL = BTN_TL: 310, // linux/input-event-codes.h
        TR = BTN_TR: 311, // linux/input-event-codes.h
        TL2 = BTN_TL2: 312, // linux/input-event-codes.h
        TR2 = BTN_TR2: 313, // linux/input-event-codes.h
        SELECT = BTN_SELECT: 314, // linux/input-event-codes.h
        START = BTN_START: 315, // linux/input-event-codes.h
        MODE = BTN_MODE: 316, // linux/input-event-codes.h
        THUMBL = BTN_THUMBL: 317, // linux/input-event-codes.h
        THUMBR = BTN_THUMBR: 318, // linux/input-event-codes.h
        DIGI = BTN_DIGI: 320, // linux/input-event-codes.h
        TOOL_PEN = BTN_TOOL_PEN: 320, // linux/input-event-codes.h
        TOOL_RUBBER = BTN_TOOL_RUBBER: 321, // linux/input-event-codes.h
        TOOL_BRUSH = BTN_TOOL_BRUSH: 322, // linux/input-event-codes.h
        TOOL_PENCIL = BTN_TOOL_PENCIL: 323, // linux/input-event-codes.h
        TOOL_AIRBRUSH = BTN_TOOL_AIRBRUSH: 324, // linux/input-event-codes.h
        TOOL_FINGER = BTN_TOOL_FINGER: 325, // linux/input-event-codes.h
        TOOL_MOUSE = BTN_TOOL_MOUSE: 326, // linux/input-event-codes.h
        TOOL_LENS = BTN_TOOL_LENS: 327, // linux/input-event-codes.h
        TOOL_QUINTTAP = BTN_TOOL_QUINTTAP: 328, // linux/input-event-codes.h
        TOUCH = BTN_TOUCH: 330, // linux/input-event-codes.h
        STYLUS = BTN_STYLUS: 331, // linux/input-event-codes.h
        STYLUS2 = BTN_STYLUS2: 332, // linux/input-event-codes.h
        TOOL_DOUBLETAP = BTN_TOOL_DOUBLETAP: 333, // linux/input-event-codes.h
        TOOL_TRIPLETAP = BTN_TOOL_TRIPLETAP: 334, // linux/input-event-codes.h
        TOOL_QUADTAP = BTN_TOOL_QUADTAP: 335, // linux/input-event-codes.h
        WHEEL = BTN_WHEEL: 336, // linux/input-event-codes.h
        GEAR_DOWN = BTN_GEAR_DOWN: 336, // linux/input-event-codes.h
        GEAR_UP = BTN_GEAR_UP: 337, // linux/input-event-codes.h
        TRIGGER_HAPPY = BTN_TRIGGER_HAPPY: 704, // linux/input-event-codes.h
        TRIGGER_HAPPY1 = BTN_TRIGGER_HAPPY1: 704, // linux/input-event-codes.h
        TRIGGER_HAPPY2 = BTN_TRIGGER_HAPPY2: 705, // linux/input-event-codes.h
        TRIGGER_HAPPY3 = BTN_TRIGGER_HAPPY3: 706, // linux/input-event-codes.h
        TRIGGER_HAPPY4 = BTN_TRIGGER_HAPPY4: 707, // linux/input-event-codes.h
        TRIGGER_HAPPY5 = BTN_TRIGGER_HAPPY5: 708, // linux/input-event-codes.h
        TRIGGER_HAPPY6 = BTN_TRIGGER_HAPPY6: 709, // linux/input-event-codes.h
        TRIGGER_HAPPY7 = BTN_TRIGGER_HAPPY7: 710, // linux/input-event-codes.h
        TRIGGER_HAPPY8 = BTN_TRIGGER_HAPPY8: 711, // linux/input-event-codes.h
        TRIGGER_HAPPY9 = BTN_TRIGGER_HAPPY9: 712, // linux/input-event-codes.h
        TRIGGER_HAPPY10 = BTN_TRIGGER_HAPPY10: 713, // linux/input-event-codes.h
        TRIGGER_HAPPY11 = BTN_TRIGGER_HAPPY11: 714, // linux/input-event-codes.h
        TRIGGER_HAPPY12 = BTN_TRIGGER_HAPPY12: 715, // linux/input-event-codes.h
        TRIGGER_HAPPY13 = BTN_TRIGGER_HAPPY13: 716, // linux/input-event-codes.h
        TRIGGER_HAPPY14 = BTN_TRIGGER_HAPPY14: 717, // linux/input-event-codes.h
        TRIGGER_HAPPY15 = BTN_TRIGGER_HAPPY15: 718, // linux/input-event-codes.h
        TRIGGER_HAPPY16 = BTN_TRIGGER_HAPPY16: 719, // linux/input-event-codes.h
        TRIGGER_HAPPY17 = BTN_TRIGGER_HAPPY17: 720, // linux/input-event-codes.h
        TRIGGER_HAPPY18 = BTN_TRIGGER_HAPPY18: 721, // linux/input-event-codes.h
        TRIGGER_HAPPY19 = BTN_TRIGGER_HAPPY19: 722, // linux/input-event-codes.h
        TRIGGER_HAPPY20 = BTN_TRIGGER_HAPPY20: 723, // linux/input-event-codes.h
        TRIGGER_HAPPY21 = BTN_TRIGGER_HAPPY21: 724, // linux/input-event-codes.h
        TRIGGER_HAPPY22 = BTN_TRIGGER_HAPPY22: 725, // linux/input-event-codes.h
        TRIGGER_HAPPY23 = BTN_TRIGGER_HAPPY23: 726, // linux/input-event-codes.h
        TRIGGER_HAPPY24 = BTN_TRIGGER_HAPPY24: 727, // linux/input-event-codes.h
        TRIGGER_HAPPY25 = BTN_TRIGGER_HAPPY25: 728, // linux/input-event-codes.h
        TRIGGER_HAPPY26 = BTN_TRIGGER_HAPPY26: 729, // linux/input-event-codes.h
        TRIGGER_HAPPY27 = BTN_TRIGGER_HAPPY27: 730, // linux/input-event-codes.h
        TRIGGER_HAPPY28 = BTN_TRIGGER_HAPPY28: 731, // linux/input-event-codes.h
        TRIGGER_HAPPY29 = BTN_TRIGGER_HAPPY29: 732, // linux/input-event-codes.h
        TRIGGER_HAPPY30 = BTN_TRIGGER_HAPPY30: 733, // linux/input-event-codes.h
        TRIGGER_HAPPY31 = BTN_TRIGGER_HAPPY31: 734, // linux/input-event-codes.h
        TRIGGER_HAPPY32 = BTN_TRIGGER_HAPPY32: 735, // linux/input-event-codes.h
        TRIGGER_HAPPY33 = BTN_TRIGGER_HAPPY33: 736, // linux/input-event-codes.h
        TRIGGER_HAPPY34 = BTN_TRIGGER_HAPPY34: 737, // linux/input-event-codes.h
        TRIGGER_HAPPY35 = BTN_TRIGGER_HAPPY35: 738, // linux/input-event-codes.h
        TRIGGER_HAPPY36 = BTN_TRIGGER_HAPPY36: 739, // linux/input-event-codes.h
        TRIGGER_HAPPY37 = BTN_TRIGGER_HAPPY37: 740, // linux/input-event-codes.h
        TRIGGER_HAPPY38 = BTN_TRIGGER_HAPPY38: 741, // linux/input-event-codes.h
        TRIGGER_HAPPY39 = BTN_TRIGGER_HAPPY39: 742, // linux/input-event-codes.h
        TRIGGER_HAPPY40 = BTN_TRIGGER_HAPPY40: 743, // linux/input-event-codes.h
    }

    /// Tools of a multitouch device (linux/input.h).
    values MT_TOOL: u16 as Str {
        FINGER = MT_TOOL_FINGER: 0, // linux/input-event-codes.h
        PEN = MT_TOOL_PEN: 1, // linux/input-event-codes.h
        MAX = MT_TOOL_MAX: 15, // linux/input-event-codes.h
    }

    /// States of a force feedback effect (linux/input.h).
    values FF_STATUS: u16 as Str {
        STOPPED = FF_STATUS_STOPPED: 0, // linux/input-event-codes.h
        MAX = FF_STATUS_MAX: 1, // linux/input-event-codes.h
        PLAYING = FF_STATUS_PLAYING: 1, // linux/input-event-codes.h
    }

    /// Force feedback effects (linux/input.h).
    values FF: u16 as Str {
        RUMBLE = FF_RUMBLE: 80, // linux/input-event-codes.h
        PERIODIC = FF_PERIODIC: 81, // linux/input-event-codes.h
        CONSTANT = FF_CONSTANT: 82, // linux/input-event-codes.h
        SPRING = FF_SPRING: 83, // linux/input-event-codes.h
        FRICTION = FF_FRICTION: 84, // linux/input-event-codes.h
        DAMPER = FF_DAMPER: 85, // linux/input-event-codes.h
        INERTIA = FF_INERTIA: 86, // linux/input-event-codes.h
        RAMP = FF_RAMP: 87, // linux/input-event-codes.h
        SQUARE = FF_SQUARE: 88, // linux/input-event-codes.h
        TRIANGLE = FF_TRIANGLE: 89, // linux/input-event-codes.h
        SINE = FF_SINE: 90, // linux/input-event-codes.h
        SAW_UP = FF_SAW_UP: 91, // linux/input-event-codes.h
        SAW_DOWN = FF_SAW_DOWN: 92, // linux/input-event-codes.h
        CUSTOM = FF_CUSTOM: 93, // linux/input-event-codes.h
        GAIN = FF_GAIN: 96, // linux/input-event-codes.h
        AUTOCENTER = FF_AUTOCENTER: 97, // linux/input-event-codes.h
    }
}
