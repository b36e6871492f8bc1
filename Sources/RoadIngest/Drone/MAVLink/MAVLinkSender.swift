/// One sender of packets: a component of a system.
package struct MAVLinkSender: Sendable, Hashable {
    /// The system: vehicles from 1 on, ground stations usually 255.
    package let system: UInt8
    /// The component: 1 for the autopilot.
    package let component: UInt8
    /// Packets of it that are in the log.
    package internal(set) var packets: Int
    /// Packets missing by their sequence numbers: lost on the radio link, or never logged.
    package internal(set) var missing: Int
}
