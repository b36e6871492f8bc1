// Written by Tools/generate/mavlink-definitions from the published message definitions.

extension MAVLinkDefinitions {
    /// Messages 0 to 74: the common set.
    static let common = """
        0 HEARTBEAT u8 type autopilot base_mode u32 custom_mode u8 system_status
          mavlink_version
        1 SYS_STATUS u32 onboard_control_sensors_present onboard_control_sensors_enabled
          onboard_control_sensors_health u16 load voltage_battery i16 current_battery i8
          battery_remaining u16 drop_rate_comm errors_comm errors_count1 errors_count2
          errors_count3 errors_count4 | u32 onboard_control_sensors_present_extended
          onboard_control_sensors_enabled_extended onboard_control_sensors_health_extended
        2 SYSTEM_TIME u64 time_unix_usec u32 time_boot_ms
        4 PING u64 time_usec u32 seq u8 target_system target_component
        5 CHANGE_OPERATOR_CONTROL u8 target_system control_request version c8[25] passkey
        6 CHANGE_OPERATOR_CONTROL_ACK u8 gcs_system_id control_request ack
        7 AUTH_KEY c8[32] key
        11 SET_MODE u8 target_system base_mode u32 custom_mode
        20 PARAM_REQUEST_READ u8 target_system target_component c8[16] param_id i16
          param_index
        21 PARAM_REQUEST_LIST u8 target_system target_component
        22 PARAM_VALUE c8[16] param_id f32 param_value u8 param_type u16 param_count
          param_index
        23 PARAM_SET u8 target_system target_component c8[16] param_id f32 param_value u8
          param_type
        24 GPS_RAW_INT u64 time_usec u8 fix_type i32 lat lon alt u16 eph epv vel cog u8
          satellites_visible | i32 alt_ellipsoid u32 h_acc v_acc vel_acc hdg_acc u16 yaw
        25 GPS_STATUS u8 satellites_visible u8[20] satellite_prn satellite_used
          satellite_elevation satellite_azimuth satellite_snr
        26 SCALED_IMU u32 time_boot_ms i16 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag |
          temperature
        27 RAW_IMU u64 time_usec i16 xacc yacc zacc xgyro ygyro zgyro xmag ymag zmag | u8 id
          i16 temperature
        28 RAW_PRESSURE u64 time_usec i16 press_abs press_diff1 press_diff2 temperature
        29 SCALED_PRESSURE u32 time_boot_ms f32 press_abs press_diff i16 temperature |
          temperature_press_diff
        30 ATTITUDE u32 time_boot_ms f32 roll pitch yaw rollspeed pitchspeed yawspeed
        31 ATTITUDE_QUATERNION u32 time_boot_ms f32 q1 q2 q3 q4 rollspeed pitchspeed
          yawspeed | f32[4] repr_offset_q
        32 LOCAL_POSITION_NED u32 time_boot_ms f32 x y z vx vy vz
        33 GLOBAL_POSITION_INT u32 time_boot_ms i32 lat lon alt relative_alt i16 vx vy vz
          u16 hdg
        34 RC_CHANNELS_SCALED u32 time_boot_ms u8 port i16 chan1_scaled chan2_scaled
          chan3_scaled chan4_scaled chan5_scaled chan6_scaled chan7_scaled chan8_scaled u8
          rssi
        35 RC_CHANNELS_RAW u32 time_boot_ms u8 port u16 chan1_raw chan2_raw chan3_raw
          chan4_raw chan5_raw chan6_raw chan7_raw chan8_raw u8 rssi
        36 SERVO_OUTPUT_RAW u32 time_usec u8 port u16 servo1_raw servo2_raw servo3_raw
          servo4_raw servo5_raw servo6_raw servo7_raw servo8_raw | servo9_raw servo10_raw
          servo11_raw servo12_raw servo13_raw servo14_raw servo15_raw servo16_raw
        37 MISSION_REQUEST_PARTIAL_LIST u8 target_system target_component i16 start_index
          end_index | u8 mission_type
        38 MISSION_WRITE_PARTIAL_LIST u8 target_system target_component i16 start_index
          end_index | u8 mission_type
        39 MISSION_ITEM u8 target_system target_component u16 seq u8 frame u16 command u8
          current autocontinue f32 param1 param2 param3 param4 x y z | u8 mission_type
        40 MISSION_REQUEST u8 target_system target_component u16 seq | u8 mission_type
        41 MISSION_SET_CURRENT u8 target_system target_component u16 seq
        42 MISSION_CURRENT u16 seq | total u8 mission_state mission_mode
        43 MISSION_REQUEST_LIST u8 target_system target_component | mission_type
        44 MISSION_COUNT u8 target_system target_component u16 count | u8 mission_type
        45 MISSION_CLEAR_ALL u8 target_system target_component | mission_type
        46 MISSION_ITEM_REACHED u16 seq
        47 MISSION_ACK u8 target_system target_component type | mission_type
        48 SET_GPS_GLOBAL_ORIGIN u8 target_system i32 latitude longitude altitude | u64
          time_usec
        49 GPS_GLOBAL_ORIGIN i32 latitude longitude altitude | u64 time_usec
        50 PARAM_MAP_RC u8 target_system target_component c8[16] param_id i16 param_index u8
          parameter_rc_channel_index f32 param_value0 scale param_value_min param_value_max
        51 MISSION_REQUEST_INT u8 target_system target_component u16 seq | u8 mission_type
        54 SAFETY_SET_ALLOWED_AREA u8 target_system target_component frame f32 p1x p1y p1z
          p2x p2y p2z
        55 SAFETY_ALLOWED_AREA u8 frame f32 p1x p1y p1z p2x p2y p2z
        61 ATTITUDE_QUATERNION_COV u64 time_usec f32[4] q f32 rollspeed pitchspeed yawspeed
          f32[9] covariance
        62 NAV_CONTROLLER_OUTPUT f32 nav_roll nav_pitch i16 nav_bearing target_bearing u16
          wp_dist f32 alt_error aspd_error xtrack_error
        63 GLOBAL_POSITION_INT_COV u64 time_usec u8 estimator_type i32 lat lon alt
          relative_alt f32 vx vy vz f32[36] covariance
        64 LOCAL_POSITION_NED_COV u64 time_usec u8 estimator_type f32 x y z vx vy vz ax ay
          az f32[45] covariance
        65 RC_CHANNELS u32 time_boot_ms u8 chancount u16 chan1_raw chan2_raw chan3_raw
          chan4_raw chan5_raw chan6_raw chan7_raw chan8_raw chan9_raw chan10_raw chan11_raw
          chan12_raw chan13_raw chan14_raw chan15_raw chan16_raw chan17_raw chan18_raw u8
          rssi
        66 REQUEST_DATA_STREAM u8 target_system target_component req_stream_id u16
          req_message_rate u8 start_stop
        67 DATA_STREAM u8 stream_id u16 message_rate u8 on_off
        69 MANUAL_CONTROL u8 target i16 x y z r u16 buttons | buttons2 u8 enabled_extensions
          i16 s t aux1 aux2 aux3 aux4 aux5 aux6
        70 RC_CHANNELS_OVERRIDE u8 target_system target_component u16 chan1_raw chan2_raw
          chan3_raw chan4_raw chan5_raw chan6_raw chan7_raw chan8_raw | chan9_raw chan10_raw
          chan11_raw chan12_raw chan13_raw chan14_raw chan15_raw chan16_raw chan17_raw
          chan18_raw
        73 MISSION_ITEM_INT u8 target_system target_component u16 seq u8 frame u16 command
          u8 current autocontinue f32 param1 param2 param3 param4 i32 x y f32 z | u8
          mission_type
        74 VFR_HUD f32 airspeed groundspeed i16 heading u16 throttle f32 alt climb
        """
}
