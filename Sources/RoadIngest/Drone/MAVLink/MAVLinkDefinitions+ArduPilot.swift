// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages 150 to 229, most of them of the ArduPilot set.
    static let arduPilot = """
        150 SENSOR_OFFSETS i16 mag_ofs_x mag_ofs_y mag_ofs_z f32 mag_declination i32
          raw_press raw_temp f32 gyro_cal_x gyro_cal_y gyro_cal_z accel_cal_x accel_cal_y
          accel_cal_z
        152 MEMINFO u16 brkval freemem | u32 freemem32
        156 MOUNT_CONFIGURE u8 target_system target_component mount_mode stab_roll
          stab_pitch stab_yaw
        157 MOUNT_CONTROL u8 target_system target_component i32 input_a input_b input_c u8
          save_position
        158 MOUNT_STATUS u8 target_system target_component i32 pointing_a pointing_b
          pointing_c | u8 mount_mode
        162 FENCE_STATUS u8 breach_status u16 breach_count u8 breach_type u32 breach_time |
          u8 breach_mitigation
        163 AHRS f32 omegaIx omegaIy omegaIz accel_weight renorm_val error_rp error_yaw
        164 SIMSTATE f32 roll pitch yaw xacc yacc zacc xgyro ygyro zgyro i32 lat lng
        165 HWSTATUS u16 Vcc u8 I2Cerr
        166 RADIO u8 rssi remrssi txbuf noise remnoise u16 rxerrors fixed
        168 WIND f32 direction speed speed_z
        172 DATA96 u8 type len u8[96] data
        173 RANGEFINDER f32 distance voltage
        178 AHRS2 f32 roll pitch yaw altitude i32 lat lng
        179 CAMERA_STATUS u64 time_usec u8 target_system cam_idx u16 img_idx u8 event_id f32
          p1 p2 p3 p4
        180 CAMERA_FEEDBACK u64 time_usec u8 target_system cam_idx u16 img_idx i32 lat lng
          f32 alt_msl alt_rel roll pitch yaw foc_len u8 flags | u16 completed_captures
        181 BATTERY2 u16 voltage i16 current_battery
        182 AHRS3 f32 roll pitch yaw altitude i32 lat lng f32 v1 v2 v3 v4
        193 EKF_STATUS_REPORT u16 flags f32 velocity_variance pos_horiz_variance
          pos_vert_variance compass_variance terrain_alt_variance | airspeed_variance
        194 PID_TUNING u8 axis f32 desired achieved FF P I D | SRate PDmod
        226 RPM f32 rpm1 rpm2
        """
}
