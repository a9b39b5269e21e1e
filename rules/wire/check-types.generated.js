// Made by `npm run generate`; a change here is lost.
import { validate as clock } from './checks/clock.generated.js'
import { validate as certificate } from './checks/certificate.generated.js'
import { validate as dns } from './checks/dns.generated.js'
import { validate as host } from './checks/host.generated.js'
import { validate as http } from './checks/http.generated.js'
import { validate as ntp } from './checks/ntp.generated.js'
import { validate as ping } from './checks/ping.generated.js'
import { validate as plugin } from './checks/plugin.generated.js'
import { validate as process } from './checks/process.generated.js'
import { validate as smtp } from './checks/smtp.generated.js'
import { validate as snmp } from './checks/snmp.generated.js'
import { validate as systemd } from './checks/systemd.generated.js'
import { validate as tcp } from './checks/tcp.generated.js'
import { targetLine } from './target.ts'

const SCHEMA_clock = {
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "daemon": {
      "type": "string",
      "enum": [
        "chrony",
        "ntpd",
        "timesyncd"
      ],
      "description": "the daemon to ask; default: the first of them that answers"
    },
    "maxOffset": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: offset of the clock by its daemon",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "maxStratum": {
      "minimum": 1,
      "maximum": 15,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 1,
          "maximum": 15
        },
        "critical": {
          "type": "number",
          "minimum": 1,
          "maximum": 15
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: stratum of the clock, 1 to 15"
    },
    "maxSince": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: time since a source last set the clock right",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "timeZone": {
      "type": "string",
      "pattern": "^[A-Z][A-Za-z0-9_+/-]{0,63}$",
      "description": "the name of the time zone that the host has to have, such as Asia/Tokyo"
    }
  }
}
const SCHEMA_certificate = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host-port",
      "description": "host:port or [v6]:port"
    },
    "serverName": {
      "type": "string",
      "format": "host",
      "description": "the name to ask for and to find; default: the host of target"
    },
    "starttls": {
      "type": "string",
      "enum": [
        "smtp",
        "imap",
        "pop3",
        "ftp"
      ]
    },
    "daysLeft": {
      "minimum": 0,
      "maximum": 3650,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 3650
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 3650
        }
      },
      "worse": "lower",
      "description": "a number, or { warning, critical }: days until the certificate, or one of its chain, expires (default 30 and 7)"
    },
    "ca": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000,
      "description": "file of certificates to trust"
    }
  }
}
const SCHEMA_dns = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "query"
  ],
  "properties": {
    "query": {
      "type": "string",
      "format": "host",
      "description": "a name to look up; of PTR also an address"
    },
    "record": {
      "type": "string",
      "enum": [
        "A",
        "AAAA",
        "CNAME",
        "MX",
        "NS",
        "TXT",
        "SOA",
        "SRV",
        "CAA",
        "PTR"
      ],
      "description": "default A"
    },
    "servers": {
      "type": "array",
      "minItems": 1,
      "maxItems": 10,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "format": "host-maybe-port",
        "description": "host or host:port"
      },
      "description": "name servers, each of which is to answer; default: this host's own resolvers"
    },
    "expect": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "maxProperties": 1,
      "properties": {
        "contains": {
          "anyOf": [
            {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            },
            {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1000
              }
            }
          ],
          "description": "an answer as text, or a list of them"
        },
        "exactly": {
          "anyOf": [
            {
              "type": "string",
              "minLength": 1,
              "maxLength": 1000
            },
            {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "minLength": 1,
                "maxLength": 1000
              }
            }
          ],
          "description": "an answer as text, or a list of them"
        },
        "absent": {
          "const": true,
          "description": "true: the name is not to exist"
        }
      }
    },
    "slowerThan": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: the longest time of one answer",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    }
  }
}
const SCHEMA_host = {
  "type": "object",
  "additionalProperties": false,
  "properties": {
    "cpu": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of time in which the CPUs are busy"
    },
    "iowait": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of time in which CPUs wait for disks"
    },
    "steal": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of time that the hypervisor takes from the CPUs"
    },
    "load": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: five-minute load average per CPU"
    },
    "memory": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of memory in use, without what can be given back"
    },
    "swap": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of swap space in use"
    },
    "pressure": {
      "type": "object",
      "description": "time that tasks lost by waiting (PSI)",
      "additionalProperties": false,
      "minProperties": 1,
      "properties": {
        "cpu": {
          "minimum": 0,
          "maximum": 100,
          "type": [
            "number",
            "object"
          ],
          "minProperties": 1,
          "additionalProperties": false,
          "properties": {
            "warning": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            },
            "critical": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            }
          },
          "worse": "higher",
          "description": "a number, or { warning, critical }: percent of the last minute in which tasks waited for a CPU"
        },
        "memory": {
          "minimum": 0,
          "maximum": 100,
          "type": [
            "number",
            "object"
          ],
          "minProperties": 1,
          "additionalProperties": false,
          "properties": {
            "warning": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            },
            "critical": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            }
          },
          "worse": "higher",
          "description": "a number, or { warning, critical }: percent of the last minute in which tasks waited for memory"
        },
        "io": {
          "minimum": 0,
          "maximum": 100,
          "type": [
            "number",
            "object"
          ],
          "minProperties": 1,
          "additionalProperties": false,
          "properties": {
            "warning": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            },
            "critical": {
              "type": "number",
              "minimum": 0,
              "maximum": 100
            }
          },
          "worse": "higher",
          "description": "a number, or { warning, critical }: percent of the last minute in which tasks waited for disks"
        }
      }
    },
    "disk": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of the space of a mount in use"
    },
    "inodes": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of the inodes of a mount in use"
    },
    "mounts": {
      "type": "array",
      "description": "mounts that have to be there, with limits of their own",
      "minItems": 1,
      "maxItems": 16,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "path"
        ],
        "properties": {
          "path": {
            "type": "string",
            "maxLength": 500,
            "pattern": "^/[^\\u0000-\\u001f\\u007f]*$",
            "description": "an absolute path without control characters"
          },
          "disk": {
            "minimum": 0,
            "maximum": 100,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              },
              "critical": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: percent of the space of a mount in use"
          },
          "inodes": {
            "minimum": 0,
            "maximum": 100,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              },
              "critical": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: percent of the inodes of a mount in use"
          }
        }
      }
    },
    "ignoreMounts": {
      "type": "array",
      "description": "mounts that are left out, with all below them",
      "maxItems": 50,
      "items": {
        "type": "string",
        "maxLength": 500,
        "pattern": "^/[^\\u0000-\\u001f\\u007f]*$",
        "description": "an absolute path without control characters"
      }
    },
    "disks": {
      "type": "array",
      "description": "disks with limits",
      "minItems": 1,
      "maxItems": 16,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$",
            "description": "the name of a device, such as sda or eth0"
          },
          "busy": {
            "minimum": 0,
            "maximum": 100,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              },
              "critical": {
                "type": "number",
                "minimum": 0,
                "maximum": 100
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: percent of time in which the disk is busy"
          },
          "read": {
            "minimum": 0,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0
              },
              "critical": {
                "type": "number",
                "minimum": 0
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: KiB per second read"
          },
          "write": {
            "minimum": 0,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0
              },
              "critical": {
                "type": "number",
                "minimum": 0
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: KiB per second written"
          }
        }
      }
    },
    "networks": {
      "type": "array",
      "description": "interfaces with limits",
      "minItems": 1,
      "maxItems": 16,
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "name"
        ],
        "properties": {
          "name": {
            "type": "string",
            "pattern": "^[A-Za-z0-9][A-Za-z0-9._@:-]{0,63}$",
            "description": "the name of a device, such as sda or eth0"
          },
          "receive": {
            "minimum": 0,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0
              },
              "critical": {
                "type": "number",
                "minimum": 0
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: KiB per second received"
          },
          "send": {
            "minimum": 0,
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number",
                "minimum": 0
              },
              "critical": {
                "type": "number",
                "minimum": 0
              }
            },
            "worse": "higher",
            "description": "a number, or { warning, critical }: KiB per second sent"
          }
        }
      }
    },
    "uptime": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: time since the host was started",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "lower"
    },
    "rebootRequired": {
      "type": "string",
      "enum": [
        "warning",
        "critical"
      ],
      "description": "what it is when an update waits for a restart; default: only a value"
    }
  }
}
const SCHEMA_http = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "url"
  ],
  "properties": {
    "url": {
      "type": "string",
      "maxLength": 2000,
      "format": "http-url",
      "description": "http:// or https:// URL"
    },
    "method": {
      "type": "string",
      "enum": [
        "GET",
        "HEAD",
        "POST",
        "PUT",
        "OPTIONS",
        "DELETE",
        "PATCH"
      ]
    },
    "headers": {
      "type": "object",
      "maxProperties": 50,
      "propertyNames": {
        "pattern": "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
      },
      "additionalProperties": {
        "type": "string",
        "maxLength": 4000,
        "pattern": "^[^\\u0000-\\u001f\\u007f]*$"
      }
    },
    "body": {
      "type": "string",
      "maxLength": 65536,
      "description": "what to send"
    },
    "host": {
      "type": "string",
      "format": "host-maybe-port",
      "description": "Host header of its own"
    },
    "sni": {
      "type": "string",
      "format": "host",
      "description": "server name of the TLS handshake"
    },
    "expect": {
      "type": "object",
      "additionalProperties": false,
      "minProperties": 1,
      "properties": {
        "status": {
          "description": "a status 100 to 599, a class such as \"2xx\", or a list of them",
          "anyOf": [
            {
              "type": "integer",
              "minimum": 100,
              "maximum": 599
            },
            {
              "type": "string",
              "pattern": "^[1-5]xx$"
            },
            {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "anyOf": [
                  {
                    "type": "integer",
                    "minimum": 100,
                    "maximum": 599
                  },
                  {
                    "type": "string",
                    "pattern": "^[1-5]xx$"
                  }
                ]
              }
            }
          ]
        },
        "headers": {
          "type": "object",
          "minProperties": 1,
          "maxProperties": 50,
          "propertyNames": {
            "pattern": "^[!#$%&'*+.^_`|~0-9A-Za-z-]+$"
          },
          "additionalProperties": {
            "type": "string",
            "maxLength": 1000,
            "format": "matcher",
            "description": "a text, or an expression between slashes"
          }
        },
        "body": {
          "type": "string",
          "minLength": 1,
          "maxLength": 1000,
          "format": "matcher",
          "description": "a text, or an expression between slashes"
        },
        "json": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "path",
            "equals"
          ],
          "properties": {
            "path": {
              "type": "string",
              "maxLength": 500,
              "pattern": "^(\\$$|\\$?\\.?[^.\\[\\]\\s]+|\\$?\\[[0-9]+\\])(\\.[^.\\[\\]\\s]+|\\[[0-9]+\\])*$",
              "description": "$.a.b[0] or a.b[0]"
            },
            "equals": {
              "type": [
                "string",
                "number",
                "boolean",
                "null"
              ]
            }
          }
        },
        "certificateDaysLeft": {
          "type": "integer",
          "minimum": 0,
          "maximum": 3650
        }
      }
    },
    "redirects": {
      "type": "integer",
      "minimum": 0,
      "maximum": 20
    },
    "redirectToHttp": {
      "type": "boolean",
      "description": "a redirect from https to http may be followed"
    },
    "slowerThan": {
      "type": "string",
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms"
    },
    "maxBody": {
      "type": "integer",
      "minimum": 0,
      "maximum": 16777216,
      "description": "bytes read of the answer"
    },
    "insecure": {
      "type": "boolean",
      "description": "accept any certificate"
    },
    "ca": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000,
      "description": "file of certificates to trust"
    }
  }
}
const SCHEMA_ntp = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "servers",
    "maxOffset"
  ],
  "properties": {
    "servers": {
      "type": "array",
      "minItems": 1,
      "maxItems": 10,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "format": "host-maybe-port",
        "description": "host or host:port"
      }
    },
    "maxOffset": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: how far this clock may be off",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher",
      "required": [
        "critical"
      ]
    },
    "maxDelay": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: the round trip to the nearest server",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "maxSpread": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: how far the servers may disagree",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "maxStratum": {
      "minimum": 1,
      "maximum": 15,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 1,
          "maximum": 15
        },
        "critical": {
          "type": "number",
          "minimum": 1,
          "maximum": 15
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: the highest stratum of a server"
    },
    "samples": {
      "type": "integer",
      "minimum": 1,
      "maximum": 8,
      "description": "samples per server, default 1"
    }
  }
}
const SCHEMA_ping = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host",
      "description": "host name or address"
    },
    "count": {
      "type": "integer",
      "minimum": 1,
      "maximum": 20,
      "description": "echo requests, default 3"
    },
    "maxLoss": {
      "type": "integer",
      "minimum": 0,
      "maximum": 99,
      "description": "percent of requests that may be lost, default: any reply will do"
    }
  }
}
const SCHEMA_plugin = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "plugin"
  ],
  "properties": {
    "plugin": {
      "type": "string",
      "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$",
      "description": "the name of a plugin in the agent's own configuration"
    },
    "args": {
      "type": "array",
      "description": "arguments after those of the agent, where it allows them",
      "maxItems": 50,
      "items": {
        "type": "string",
        "maxLength": 1000,
        "pattern": "^[^\\u0000-\\u001f\\u007f]*$",
        "description": "an argument without control characters"
      }
    }
  }
}
const SCHEMA_process = {
  "type": "object",
  "additionalProperties": false,
  "minProperties": 1,
  "anyOf": [
    {
      "type": "object",
      "properties": {
        "name": {}
      },
      "required": [
        "name"
      ]
    },
    {
      "type": "object",
      "properties": {
        "command": {}
      },
      "required": [
        "command"
      ]
    },
    {
      "type": "object",
      "properties": {
        "user": {}
      },
      "required": [
        "user"
      ]
    },
    {
      "type": "object",
      "properties": {
        "pidFile": {}
      },
      "required": [
        "pidFile"
      ]
    }
  ],
  "description": "at least one of name, command, user and pidFile",
  "properties": {
    "name": {
      "type": "string",
      "minLength": 1,
      "maxLength": 64,
      "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
      "description": "the name of a program, with * and ? for any letters"
    },
    "command": {
      "type": "string",
      "minLength": 1,
      "maxLength": 200,
      "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
      "description": "a part of the command line, with * and ? for any letters"
    },
    "user": {
      "type": "string",
      "pattern": "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\\$?$",
      "description": "the name or number of a user"
    },
    "pidFile": {
      "type": "string",
      "maxLength": 500,
      "pattern": "^/[^\\u0000-\\u001f\\u007f]*$",
      "description": "an absolute path without control characters"
    },
    "min": {
      "type": "integer",
      "minimum": 0,
      "maximum": 100000,
      "description": "processes at least, default 1"
    },
    "max": {
      "type": "integer",
      "minimum": 0,
      "maximum": 100000,
      "description": "processes at most"
    },
    "memory": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: MiB of memory of all together"
    },
    "cpu": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of one CPU, of all together"
    },
    "age": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: age of the oldest",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    },
    "descriptors": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: open files of all together"
    }
  }
}
const SCHEMA_smtp = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host-port",
      "description": "host:port or [v6]:port"
    },
    "tls": {
      "type": "string",
      "enum": [
        "starttls",
        "if-offered",
        "implicit",
        "none"
      ],
      "description": "default if-offered"
    },
    "serverName": {
      "type": "string",
      "format": "host",
      "description": "the name that its certificate is to have"
    },
    "insecure": {
      "type": "boolean",
      "description": "accept any certificate"
    },
    "ca": {
      "type": "string",
      "minLength": 1,
      "maxLength": 1000,
      "description": "file of certificates to trust"
    },
    "ehlo": {
      "type": "string",
      "format": "host",
      "description": "the name to greet with"
    },
    "auth": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "user",
        "password"
      ],
      "properties": {
        "user": {
          "type": "string",
          "maxLength": 200,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
          "description": "a user name"
        },
        "password": {
          "description": "{ secret: NAME }, the name of a secret in the agent's own configuration",
          "anyOf": [
            {
              "type": "object",
              "additionalProperties": false,
              "required": [
                "secret"
              ],
              "properties": {
                "secret": {
                  "type": "string",
                  "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
                }
              }
            }
          ]
        }
      }
    },
    "from": {
      "type": "string",
      "maxLength": 254,
      "pattern": "^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$",
      "description": "a mail address"
    },
    "to": {
      "type": "string",
      "maxLength": 254,
      "pattern": "^[^\\s<>@\\u0000-\\u001f\\u007f-][^\\s<>@\\u0000-\\u001f\\u007f]*@[A-Za-z0-9.-]+$",
      "description": "a mail address"
    },
    "slowerThan": {
      "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
      "description": "a duration such as 500ms, or { warning, critical }: the longest time of the whole",
      "type": [
        "string",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        },
        "critical": {
          "type": "string",
          "pattern": "^[1-9][0-9]{0,11}(ms|s|m|h|d)$",
          "description": "a duration such as 500ms"
        }
      },
      "worse": "higher"
    }
  },
  "dependentRequired": {
    "to": [
      "from"
    ],
    "from": [
      "to"
    ]
  },
  "description": "without auth, or with another tls than none",
  "anyOf": [
    {
      "type": "object",
      "properties": {
        "auth": false
      }
    },
    {
      "type": "object",
      "properties": {
        "tls": {
          "type": "string",
          "not": {
            "const": "none"
          }
        }
      }
    }
  ]
}
const SCHEMA_snmp = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "description": "with a community or with v3, and not with both",
  "anyOf": [
    {
      "type": "object",
      "required": [
        "community"
      ],
      "properties": {
        "community": true,
        "v3": false
      }
    },
    {
      "type": "object",
      "required": [
        "v3"
      ],
      "properties": {
        "v3": true,
        "community": false
      }
    }
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host-maybe-port",
      "description": "host or host:port"
    },
    "community": {
      "description": "{ secret: NAME }, the name of a secret in the agent's own configuration",
      "anyOf": [
        {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "secret"
          ],
          "properties": {
            "secret": {
              "type": "string",
              "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
            }
          }
        }
      ]
    },
    "v3": {
      "type": "object",
      "additionalProperties": false,
      "required": [
        "user"
      ],
      "dependentRequired": {
        "privacy": [
          "auth"
        ]
      },
      "properties": {
        "user": {
          "type": "string",
          "maxLength": 255,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
          "description": "a user name"
        },
        "context": {
          "type": "string",
          "maxLength": 255,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
          "description": "the name of a context"
        },
        "auth": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "protocol",
            "key"
          ],
          "properties": {
            "protocol": {
              "type": "string",
              "enum": [
                "md5",
                "sha",
                "sha224",
                "sha256",
                "sha384",
                "sha512"
              ]
            },
            "key": {
              "description": "{ secret: NAME }, the name of a secret in the agent's own configuration",
              "anyOf": [
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "secret"
                  ],
                  "properties": {
                    "secret": {
                      "type": "string",
                      "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
                    }
                  }
                }
              ]
            }
          }
        },
        "privacy": {
          "type": "object",
          "additionalProperties": false,
          "required": [
            "protocol",
            "key"
          ],
          "properties": {
            "protocol": {
              "type": "string",
              "enum": [
                "aes",
                "aes256b",
                "aes256r"
              ]
            },
            "key": {
              "description": "{ secret: NAME }, the name of a secret in the agent's own configuration",
              "anyOf": [
                {
                  "type": "object",
                  "additionalProperties": false,
                  "required": [
                    "secret"
                  ],
                  "properties": {
                    "secret": {
                      "type": "string",
                      "pattern": "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
                    }
                  }
                }
              ]
            }
          }
        }
      }
    },
    "interface": {
      "anyOf": [
        {
          "type": "integer",
          "minimum": 1,
          "maximum": 2147483647
        },
        {
          "type": "string",
          "maxLength": 255,
          "pattern": "^[^\\u0000-\\u001f\\u007f]+$",
          "description": "a name"
        }
      ],
      "description": "the name of an interface as the device writes it, or its index"
    },
    "utilisation": {
      "minimum": 0,
      "maximum": 100,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        },
        "critical": {
          "type": "number",
          "minimum": 0,
          "maximum": 100
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: percent of the speed in use, the busier direction"
    },
    "errors": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: faulty packets per second"
    },
    "oids": {
      "type": "array",
      "minItems": 1,
      "maxItems": 16,
      "distinct": "as",
      "items": {
        "type": "object",
        "additionalProperties": false,
        "required": [
          "oid",
          "as"
        ],
        "worse": "higher",
        "properties": {
          "oid": {
            "type": "string",
            "format": "oid",
            "description": "an object identifier such as 1.3.6.1.2.1.1.3.0"
          },
          "as": {
            "type": "string",
            "pattern": "^(?!if_|uptime_s$|restarted$|answer_ms$)[a-z][a-z0-9_]{0,39}$",
            "description": "a name of small letters, digits and _, other than those that the check has itself"
          },
          "rate": {
            "type": "boolean",
            "description": "per second, of a counter"
          },
          "warning": {
            "type": "number",
            "description": "a number"
          },
          "critical": {
            "type": "number",
            "description": "a number"
          },
          "atLeast": {
            "type": [
              "number",
              "object"
            ],
            "minProperties": 1,
            "additionalProperties": false,
            "properties": {
              "warning": {
                "type": "number"
              },
              "critical": {
                "type": "number"
              }
            },
            "worse": "lower",
            "description": "a number, or { warning, critical }: the least that will do"
          },
          "expect": {
            "anyOf": [
              {
                "type": "number"
              },
              {
                "type": "string",
                "maxLength": 200
              },
              {
                "type": "array",
                "minItems": 1,
                "maxItems": 20,
                "items": {
                  "anyOf": [
                    {
                      "type": "number"
                    },
                    {
                      "type": "string",
                      "maxLength": 200
                    }
                  ],
                  "description": "a number or a text"
                }
              }
            ],
            "description": "a number or a text, or a list of them"
          }
        }
      }
    }
  },
  "dependentRequired": {
    "utilisation": [
      "interface"
    ],
    "errors": [
      "interface"
    ]
  }
}
const SCHEMA_systemd = {
  "type": "object",
  "additionalProperties": false,
  "anyOf": [
    {
      "type": "object",
      "properties": {
        "units": {}
      },
      "required": [
        "units"
      ]
    },
    {
      "type": "object",
      "properties": {
        "failed": {}
      },
      "required": [
        "failed"
      ]
    }
  ],
  "description": "units, or failed: none, or both",
  "properties": {
    "units": {
      "type": "array",
      "description": "units that have to be active",
      "minItems": 1,
      "maxItems": 10,
      "uniqueItems": true,
      "items": {
        "type": "string",
        "maxLength": 255,
        "pattern": "^[A-Za-z0-9:_.@\\\\][A-Za-z0-9:_.@\\\\-]*$",
        "description": "the name of a unit, such as nginx.service, without blanks, globs or a leading -"
      }
    },
    "failed": {
      "type": "string",
      "enum": [
        "none"
      ],
      "description": "no unit of the whole system may have failed"
    },
    "restarts": {
      "minimum": 0,
      "type": [
        "number",
        "object"
      ],
      "minProperties": 1,
      "additionalProperties": false,
      "properties": {
        "warning": {
          "type": "number",
          "minimum": 0
        },
        "critical": {
          "type": "number",
          "minimum": 0
        }
      },
      "worse": "higher",
      "description": "a number, or { warning, critical }: restarts of a unit since the result before"
    }
  }
}
const SCHEMA_tcp = {
  "type": "object",
  "additionalProperties": false,
  "required": [
    "target"
  ],
  "properties": {
    "target": {
      "type": "string",
      "format": "host-port",
      "description": "host:port or [v6]:port"
    }
  }
}

export const CHECK_TYPES = {
  "clock": {
    description: {"ja":"ホストの時計が chrony、ntpd または systemd-timesyncd により同期していること","en":"the host's clock is synchronised by chrony, ntpd or systemd-timesyncd"},
    targetKey: null,
    runs: "host",
    responseValue: null,
    schema: SCHEMA_clock,
    validate: clock,
    target: (config) => targetLine(null, config),
  },
  "certificate": {
    description: {"ja":"サーバー証明書が有効で、期限が近くないこと","en":"a server certificate is valid and does not expire soon"},
    targetKey: "target",
    runs: "network",
    responseValue: "tls_ms",
    schema: SCHEMA_certificate,
    validate: certificate,
    target: (config) => targetLine("target", config),
  },
  "dns": {
    description: {"ja":"ネームサーバーが期待どおりに、時間内に応答すること","en":"name servers answer as expected and in time"},
    targetKey: "query",
    runs: "network",
    responseValue: "query_ms",
    schema: SCHEMA_dns,
    validate: dns,
    target: (config) => targetLine("query", config),
  },
  "host": {
    description: {"ja":"ホストの CPU、メモリ、ディスク、ネットワークなどに余裕があること","en":"the host has CPU, memory, disk and network to spare"},
    targetKey: null,
    runs: "host",
    responseValue: null,
    schema: SCHEMA_host,
    validate: host,
    target: (config) => targetLine(null, config),
  },
  "http": {
    description: {"ja":"Web サーバーが期待どおりに、時間内に応答すること","en":"a web server answers as expected and in time"},
    targetKey: "url",
    runs: "network",
    responseValue: "total_ms",
    schema: SCHEMA_http,
    validate: http,
    target: (config) => targetLine("url", config),
  },
  "https": {
    description: {"ja":"Web サーバーが期待どおりに、時間内に応答すること","en":"a web server answers as expected and in time"},
    targetKey: "url",
    runs: "network",
    responseValue: "total_ms",
    schema: SCHEMA_http,
    validate: http,
    target: (config) => targetLine("url", config),
  },
  "ntp": {
    description: {"ja":"時計が時刻サーバーと合っていること","en":"the clock agrees with time servers"},
    targetKey: "servers",
    runs: "host",
    responseValue: null,
    schema: SCHEMA_ntp,
    validate: ntp,
    target: (config) => targetLine("servers", config),
  },
  "ping": {
    description: {"ja":"ホストが ping に応答すること","en":"a host answers ping"},
    targetKey: "target",
    runs: "network",
    responseValue: "rtt_avg_ms",
    schema: SCHEMA_ping,
    validate: ping,
    target: (config) => targetLine("target", config),
  },
  "plugin": {
    description: {"ja":"エージェントが許可した Nagios 形式のプラグインによる監視","en":"a plugin of the Nagios convention that the agent of the host allows"},
    targetKey: "plugin",
    runs: "host",
    responseValue: null,
    schema: SCHEMA_plugin,
    validate: plugin,
    target: (config) => targetLine("plugin", config),
  },
  "process": {
    description: {"ja":"プロセスが決められた数だけ動き、資源を使いすぎていないこと","en":"processes of a program are there and take no more than they may"},
    targetKey: null,
    runs: "host",
    responseValue: null,
    schema: SCHEMA_process,
    validate: process,
    target: (config) => targetLine(null, config),
  },
  "smtp": {
    description: {"ja":"メールサーバーが応答し、求められた段階まで受け付けること","en":"a mail server answers and accepts as far as asked"},
    targetKey: "target",
    runs: "network",
    responseValue: "total_ms",
    schema: SCHEMA_smtp,
    validate: smtp,
    target: (config) => targetLine("target", config),
  },
  "snmp": {
    description: {"ja":"機器が SNMP に応答し、その値が範囲内であること","en":"a device answers SNMP with values that are as expected"},
    targetKey: "target",
    runs: "network",
    responseValue: "answer_ms",
    schema: SCHEMA_snmp,
    validate: snmp,
    target: (config) => targetLine("target", config),
  },
  "systemd": {
    description: {"ja":"systemd のユニットが動作し、再起動を繰り返していないこと","en":"units of systemd are active and not restarted over and over"},
    targetKey: "units",
    runs: "host",
    responseValue: null,
    schema: SCHEMA_systemd,
    validate: systemd,
    target: (config) => targetLine("units", config),
  },
  "tcp": {
    description: {"ja":"TCP ポートに接続できること","en":"a TCP port accepts a connection"},
    targetKey: "target",
    runs: "network",
    responseValue: "connect_ms",
    schema: SCHEMA_tcp,
    validate: tcp,
    target: (config) => targetLine("target", config),
  },
}
